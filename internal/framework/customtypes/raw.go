package customtypes

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.DynamicTypable  = RawType{}
	_ basetypes.DynamicValuable = Raw{}
)

// RawType is the type of a dynamic attribute with a tftypes value. The framework
// would convert a large value into its own types and back several times, and have
// all of these in memory at once.
type RawType struct {
	basetypes.DynamicType
}

// String names the type.
func (RawType) String() string { return "customtypes.RawType" }

// Equal reports whether o is the same type.
func (RawType) Equal(o attr.Type) bool {
	_, ok := o.(RawType)
	return ok
}

// ValueType returns an empty value of the type.
func (RawType) ValueType(context.Context) attr.Value { return Raw{} }

// ValueFromDynamic wraps a dynamic value.
func (t RawType) ValueFromDynamic(
	ctx context.Context,
	in basetypes.DynamicValue,
) (basetypes.DynamicValuable, diag.Diagnostics) {
	value, err := in.ToTerraformValue(ctx)
	if err != nil {
		return nil, diag.Diagnostics{diag.NewErrorDiagnostic("Value Conversion Error", err.Error())}
	}
	return NewRaw(value), nil
}

// ValueFromTerraform wraps a value received from Terraform.
func (RawType) ValueFromTerraform(_ context.Context, in tftypes.Value) (attr.Value, error) {
	return NewRaw(in), nil
}

// Raw is a value of RawType. The zero value is null.
type Raw struct {
	value *tftypes.Value // a pointer, so that a comparison of a value with itself is fast
}

// NewRaw wraps a value of any type.
func NewRaw(value tftypes.Value) Raw { return Raw{value: &value} }

// Type returns the value's type.
func (Raw) Type(context.Context) attr.Type { return RawType{} }

// ToTerraformValue returns the value.
func (v Raw) ToTerraformValue(context.Context) (tftypes.Value, error) {
	if v.value == nil {
		return tftypes.NewValue(tftypes.DynamicPseudoType, nil), nil
	}
	return *v.value, nil
}

// ToDynamicValue returns the value in the framework's types.
func (v Raw) ToDynamicValue(ctx context.Context) (basetypes.DynamicValue, diag.Diagnostics) {
	raw, err := v.ToTerraformValue(ctx)
	if err == nil {
		var value attr.Value
		if value, err = (basetypes.DynamicType{}).ValueFromTerraform(ctx, raw); err == nil {
			if dynamic, ok := value.(basetypes.DynamicValue); ok {
				return dynamic, nil
			}
			err = fmt.Errorf("unexpected value type %T", value)
		}
	}
	return basetypes.DynamicValue{}, diag.Diagnostics{diag.NewErrorDiagnostic("Value Conversion Error", err.Error())}
}

// Equal reports whether o has the same value.
func (v Raw) Equal(o attr.Value) bool {
	other, ok := o.(Raw)
	switch {
	case !ok:
		return false
	case v.value == other.value:
		return true
	case v.value == nil || other.value == nil:
		return v.IsNull() && other.IsNull()
	default:
		return v.value.Equal(*other.value)
	}
}

// IsNull reports whether the value is null.
func (v Raw) IsNull() bool { return v.value == nil || v.value.IsNull() }

// IsUnknown reports whether the value is unknown.
func (v Raw) IsUnknown() bool { return v.value != nil && !v.value.IsKnown() }

// String describes the value without its content, which may be large.
func (v Raw) String() string {
	switch {
	case v.IsNull():
		return attr.NullValueString
	case v.IsUnknown():
		return attr.UnknownValueString
	default:
		return "<" + v.value.Type().String() + ">"
	}
}
