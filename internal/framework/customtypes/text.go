// Package customtypes has attribute types with more than one spelling of a value.
// Terraform keeps the spelling of the configuration as long as the API has the same
// value.
package customtypes

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

// textValue is a value of a textType.
type textValue interface {
	basetypes.StringValuableWithSemanticEquals
	// of returns a value of the same type with this text.
	of(text basetypes.StringValue) basetypes.StringValuable
}

// textType is the type of the values V.
type textType[V textValue] struct {
	basetypes.StringType
}

// String names the type.
func (textType[V]) String() string {
	var v V
	return fmt.Sprintf("%TType", v)
}

// Equal reports whether o is the same type.
func (textType[V]) Equal(o attr.Type) bool {
	_, ok := o.(textType[V])
	return ok
}

// ValueType returns an empty value of the type.
func (textType[V]) ValueType(context.Context) attr.Value {
	var v V
	return v
}

// ValueFromString wraps a string value.
func (textType[V]) ValueFromString(
	_ context.Context, in basetypes.StringValue,
) (basetypes.StringValuable, diag.Diagnostics) {
	var v V
	return v.of(in), nil
}

// ValueFromTerraform wraps a value received from Terraform.
func (t textType[V]) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	value, err := t.StringType.ValueFromTerraform(ctx, in)
	var v V
	if err != nil {
		return v, err
	}
	text, ok := value.(basetypes.StringValue)
	if !ok {
		return v, fmt.Errorf("unexpected value type %T", value)
	}
	return v.of(text), nil
}
