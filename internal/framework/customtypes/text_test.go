package customtypes

import (
	"context"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr/xattr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestValidateAttribute_valueThatClerkCannotStore_isRefused(t *testing.T) {
	tests := []struct {
		name  string
		value xattr.ValidateableAttribute
		want  string // part of the summary; "" accepts
	}{
		{"an object", object(`{"a":null}`), ""},
		{"an array", object(`[1]`), "Not a JSON object"},
		{"a scalar", object(`"a"`), "Not a JSON object"},
		{"JSON null", object(`null`), "Not a JSON object"},
		{"two objects", object(`{} {}`), "Not a JSON object"},
		{"no JSON", object(`{a}`), "Not a JSON object"},
		{"nothing", object(``), "Not a JSON object"},
		{"a time", instant("2020-01-02T03:04:05.123Z"), ""},
		{"no time", NoTimestamp(), ""},
		{"a date", instant("2020-01-02"), "RFC 3339"},
		{"microseconds", instant("2020-01-02T03:04:05.123456Z"), "finer than a millisecond"},
	}
	for _, test := range tests {
		t.Run(test.name, func(t *testing.T) {
			var resp xattr.ValidateAttributeResponse
			test.value.ValidateAttribute(t.Context(), xattr.ValidateAttributeRequest{Path: path.Root("it")}, &resp)
			switch {
			case test.want == "" && resp.Diagnostics.HasError():
				t.Errorf("refused: %v", resp.Diagnostics)
			case test.want != "" && (len(resp.Diagnostics) != 1 || !strings.Contains(resp.Diagnostics[0].Summary(), test.want)):
				t.Errorf("diagnostics %v, want one about %q", resp.Diagnostics, test.want)
			}
		})
	}
}

func TestTypes_ValueFromTerraform_keepsTheValue(t *testing.T) {
	ctx := context.Background()
	for _, typable := range []basetypes.StringTypable{IdentifierType{}, WalletType{}, JSONObjectType{}, TimestampType{}} {
		for _, value := range []tftypes.Value{
			tftypes.NewValue(tftypes.String, "{}"), tftypes.NewValue(tftypes.String, nil), tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
		} {
			got, err := typable.ValueFromTerraform(ctx, value)
			if err != nil {
				t.Fatal(err)
			}
			if back, err := got.ToTerraformValue(ctx); err != nil || !back.Equal(value) {
				t.Errorf("%s: %s became %s (%v)", typable, value, back, err)
			}
			if !got.Type(ctx).Equal(typable) || got.IsNull() != value.IsNull() || got.IsUnknown() == value.IsKnown() {
				t.Errorf("%s: the value %s does not know its type or state", typable, value)
			}
		}
	}
}
