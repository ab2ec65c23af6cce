package customtypes

import (
	"context"
	"fmt"
	"math"
	"math/big"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

var (
	_ basetypes.Int64Typable = IntegerType{}
	_ xattr.TypeWithValidate = IntegerType{} //nolint:staticcheck // a value that is not an integer cannot validate itself
)

// IntegerType is the type of an integer that a configuration can set. Its values are those of the framework's
// Int64Type. That type reports a fraction as an error of the provider, once for each conversion of the number.
// This type reports one error on the attribute. It makes the value unknown, so that no other validator refuses it again.
type IntegerType struct {
	basetypes.Int64Type
}

// String names the type.
func (IntegerType) String() string { return "customtypes.IntegerType" }

// Equal accepts the framework's type as well, because the values are of that type.
func (t IntegerType) Equal(o attr.Type) bool {
	_, ok := o.(IntegerType)
	return ok || t.Int64Type.Equal(o)
}

// ValueFromTerraform returns an unknown value for a number that Validate refuses.
func (t IntegerType) ValueFromTerraform(ctx context.Context, in tftypes.Value) (attr.Value, error) {
	if number, ok := numberIn(in); ok && !isInteger(number) {
		return basetypes.NewInt64Unknown(), nil
	}
	return t.Int64Type.ValueFromTerraform(ctx, in)
}

// Validate refuses a number that is not an integer, or does not fit into 64 bits. It does not repeat the number:
// formatting a number with a large exponent takes minutes.
func (IntegerType) Validate(_ context.Context, in tftypes.Value, at path.Path) (diags diag.Diagnostics) {
	number, ok := numberIn(in)
	switch {
	case !ok || isInteger(number):
	case number.IsInt():
		diags.AddAttributeError(at, "Number out of range",
			fmt.Sprintf("%s must be between %d and %d.", at, math.MinInt64, math.MaxInt64))
	default:
		diags.AddAttributeError(at, "Not a whole number",
			fmt.Sprintf("%s must be a whole number.", at))
	}
	return diags
}

// numberIn returns the number of a value that has one.
func numberIn(value tftypes.Value) (*big.Float, bool) {
	number := new(big.Float)
	ok := value.Type().Is(tftypes.Number) && value.IsKnown() && !value.IsNull() && value.As(&number) == nil
	return number, ok
}

func isInteger(number *big.Float) bool {
	_, accuracy := number.Int64()
	return accuracy == big.Exact
}
