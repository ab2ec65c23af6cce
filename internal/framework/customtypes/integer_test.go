package customtypes

import (
	"math"
	"math/big"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestIntegerType_reportsOneErrorAndMakesTheValueUnknown(t *testing.T) {
	const range64 = "at must be between -9223372036854775808 and 9223372036854775807."
	tooMuch := new(big.Float).SetPrec(512).SetUint64(1 << 63)
	for name, c := range map[string]struct {
		number any
		want   attr.Value
		detail string // of the error, "" for none
	}{
		"an integer":      {7, types.Int64Value(7), ""},
		"the least":       {int64(math.MinInt64), types.Int64Value(math.MinInt64), ""},
		"the most":        {int64(math.MaxInt64), types.Int64Value(math.MaxInt64), ""},
		"null":            {nil, types.Int64Null(), ""},
		"unknown":         {tftypes.UnknownValue, types.Int64Unknown(), ""},
		"a fraction":      {1.5, types.Int64Unknown(), "at must be a whole number."},
		"a tiny fraction": {1e-300, types.Int64Unknown(), "at must be a whole number."},
		"a huge number":   {1e30, types.Int64Unknown(), range64},
		"one too many":    {tooMuch, types.Int64Unknown(), range64},
		"without an end":  {math.Inf(1), types.Int64Unknown(), "at must be a whole number."},
		"a huge exponent": {new(big.Float).SetMantExp(big.NewFloat(1), 1<<30), types.Int64Unknown(), range64},
	} {
		t.Run(name, func(t *testing.T) {
			in := tftypes.NewValue(tftypes.Number, c.number)
			got, err := IntegerType{}.ValueFromTerraform(t.Context(), in)
			if err != nil || !got.Equal(c.want) {
				t.Errorf("the value is %s, %v, want %s", got, err, c.want)
			}
			diags := IntegerType{}.Validate(t.Context(), in, path.Root("at"))
			detail := ""
			for _, d := range diags {
				detail += d.Detail()
			}
			if detail != c.detail {
				t.Errorf("it reports %q, want %q", detail, c.detail)
			}
		})
	}
}

func TestIntegerType_Equal_acceptsTheTypeOfItsValues(t *testing.T) {
	for of, want := range map[attr.Type]bool{IntegerType{}: true, types.Int64Type: true, types.StringType: false} {
		if got := (IntegerType{}).Equal(of); got != want {
			t.Errorf("%s: %t", of, got)
		}
	}
}
