package validators

import (
	"math"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

func TestBetween_numberOutOfRange_isAnErrorWithTheRange(t *testing.T) {
	for _, test := range []struct {
		check  validator.Int64
		value  types.Int64
		detail string
	}{
		{Between(1, 5), types.Int64Value(1), ""},
		{Between(1, 5), types.Int64Value(5), ""},
		{Between(1, 5), types.Int64Value(0), "0 is out of range: it must be from 1 to 5."},
		{Between(1, 5), types.Int64Value(6), "6 is out of range: it must be from 1 to 5."},
		{AtLeast(2), types.Int64Value(math.MaxInt64), ""},
		{AtLeast(2), types.Int64Value(1), "1 is out of range: it must be at least 2."},
		{AtLeast(2), types.Int64Null(), ""},
		{AtLeast(2), types.Int64Unknown(), ""},
	} {
		var resp validator.Int64Response
		test.check.ValidateInt64(
			t.Context(), validator.Int64Request{Path: path.Root("it"), ConfigValue: test.value}, &resp)
		detail := ""
		for _, problem := range resp.Diagnostics {
			detail += problem.Detail()
		}
		if detail != test.detail {
			t.Errorf("%s: the error is %q, want %q", test.value, detail, test.detail)
		}
	}
}
