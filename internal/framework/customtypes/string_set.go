package customtypes

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.SetTypable                    = StringSetType{}
	_ basetypes.SetValuableWithSemanticEquals = StringSet{}
	_ xattr.TypeWithValidate                  = StringSetType{} //nolint:staticcheck // replaces the method of SetType
)

// StringSetType is the type of a set of texts with many elements. The framework's SetType compares each element with
// each other one: a set with 4,000 elements takes it most of a minute.
type StringSetType struct{ basetypes.SetType }

// NewStringSetType returns the type.
func NewStringSetType() StringSetType {
	return StringSetType{basetypes.SetType{ElemType: basetypes.StringType{}}}
}

// String names the type.
func (StringSetType) String() string { return "customtypes.StringSetType" }

// Equal reports whether the other type is the same.
func (StringSetType) Equal(o attr.Type) bool {
	_, ok := o.(StringSetType)
	return ok
}

// ValueType returns the type of the values.
func (StringSetType) ValueType(context.Context) attr.Value { return StringSet{} }

// ValueFromSet converts a set of the framework.
func (StringSetType) ValueFromSet(_ context.Context, in basetypes.SetValue) (basetypes.SetValuable, diag.Diagnostics) {
	return StringSet{in}, nil
}

// ValueFromTerraform converts a value of Terraform.
func (t StringSetType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	value, err := t.SetType.ValueFromTerraform(ctx, in)
	if err != nil {
		return nil, err
	}
	set, ok := value.(basetypes.SetValue)
	if !ok {
		return nil, fmt.Errorf("unexpected value type %T", value)
	}
	return StringSet{set}, nil
}

// Validate accepts every set. Terraform removes equal elements before it sends a set.
func (StringSetType) Validate(context.Context, tftypes.Value, path.Path) diag.Diagnostics { return nil }

// StringSet is a set of texts.
type StringSet struct{ basetypes.SetValue }

// Type returns the type of the value.
func (StringSet) Type(context.Context) attr.Type { return NewStringSetType() }

// Equal reports whether both sets have the same elements.
func (s StringSet) Equal(o attr.Value) bool {
	other, ok := o.(StringSet)
	if !ok || s.IsNull() != other.IsNull() || s.IsUnknown() != other.IsUnknown() {
		return false
	}
	elements, others := s.Elements(), other.Elements()
	if len(elements) != len(others) {
		return false
	}
	held := make(map[string]bool, len(elements))
	for _, element := range elements {
		held[element.String()] = true // String quotes texts, so that they differ from null and unknown
	}
	for _, element := range others {
		if !held[element.String()] {
			return false
		}
	}
	return true
}

// SetSemanticEquals reports whether both sets have the same elements. The framework then compares no elements.
func (s StringSet) SetSemanticEquals(_ context.Context, o basetypes.SetValuable) (bool, diag.Diagnostics) {
	return s.Equal(o), nil
}
