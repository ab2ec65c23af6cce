package customtypes

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
)

func TestRaw_ToDynamicValue_returnsTheValue(t *testing.T) {
	t.Parallel()
	list := tftypes.NewValue(
		tftypes.List{ElementType: tftypes.String},
		[]tftypes.Value{tftypes.NewValue(tftypes.String, "a")},
	)
	for name, test := range map[string]struct {
		raw  Raw
		want types.Dynamic
	}{
		"nothing": {Raw{}, types.DynamicNull()},
		"null":    {NewRaw(tftypes.NewValue(tftypes.DynamicPseudoType, nil)), types.DynamicNull()},
		"unknown": {NewRaw(tftypes.NewValue(tftypes.DynamicPseudoType, tftypes.UnknownValue)), types.DynamicUnknown()},
		"a list":  {NewRaw(list), types.DynamicValue(types.ListValueMust(types.StringType, []attr.Value{types.StringValue("a")}))},
	} {
		dynamic, diags := test.raw.ToDynamicValue(t.Context())
		if diags.HasError() || !dynamic.Equal(test.want) {
			t.Errorf("%s is %v (%v), want %v", name, dynamic, diags, test.want)
		}
		if test.raw.IsNull() != test.want.IsNull() || test.raw.IsUnknown() != test.want.IsUnknown() {
			t.Errorf("%s: null is %t, unknown is %t", name, test.raw.IsNull(), test.raw.IsUnknown())
		}
		back, diags := RawType{}.ValueFromDynamic(t.Context(), test.want)
		if diags.HasError() || !back.Equal(test.raw) || !test.raw.Equal(back) {
			t.Errorf("%s comes back as %v (%v)", name, back, diags)
		}
		if test.raw.Equal(NewRaw(tftypes.NewValue(tftypes.String, "a"))) {
			t.Errorf("%s equals a text", name)
		}
	}
	if text := NewRaw(list).String(); text != "<tftypes.List[tftypes.String]>" {
		t.Errorf("it is described as %s", text)
	}
}
