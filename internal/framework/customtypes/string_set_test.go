package customtypes_test

import (
	"fmt"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

func TestStringSet_Equal_comparesElementsInAnyOrder(t *testing.T) {
	t.Parallel()
	text := func(value string) attr.Value { return types.StringValue(value) }
	set := func(elements ...attr.Value) customtypes.StringSet {
		return customtypes.StringSet{SetValue: types.SetValueMust(types.StringType, elements)}
	}
	null := customtypes.StringSet{SetValue: types.SetNull(types.StringType)}
	unknown := customtypes.StringSet{SetValue: types.SetUnknown(types.StringType)}
	for name, test := range map[string]struct {
		a, b customtypes.StringSet
		want bool
	}{
		"same order":                   {set(text("a"), text("b")), set(text("a"), text("b")), true},
		"another order":                {set(text("a"), text("b")), set(text("b"), text("a")), true},
		"another element":              {set(text("a"), text("b")), set(text("a"), text("c")), false},
		"fewer elements":               {set(text("a"), text("b")), set(text("a")), false},
		"null":                         {null, null, true},
		"null and empty":               {null, set(), false},
		"unknown and empty":            {unknown, set(), false},
		"a null element and its text":  {set(types.StringNull()), set(text("<null>")), false},
		"an unknown element and a text": {set(types.StringUnknown()), set(text("<unknown>")), false},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			if got := test.a.Equal(test.b); got != test.want {
				t.Errorf("Equal = %t, want %t", got, test.want)
			}
			if got, diags := test.a.SetSemanticEquals(t.Context(), test.b); got != test.want || diags.HasError() {
				t.Errorf("SetSemanticEquals = %t, %v, want %t", got, diags, test.want)
			}
		})
	}
}

func TestStringSetType_ValueFromTerraform_keepsTheElements(t *testing.T) {
	t.Parallel()
	of := tftypes.Set{ElementType: tftypes.String}
	for name, value := range map[string]tftypes.Value{
		"null":     tftypes.NewValue(of, nil),
		"unknown":  tftypes.NewValue(of, tftypes.UnknownValue),
		"elements": tftypes.NewValue(of, []tftypes.Value{tftypes.NewValue(tftypes.String, "a")}),
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got, err := customtypes.NewStringSetType().ValueFromTerraform(t.Context(), value)
			if err != nil {
				t.Fatal(err)
			}
			back, err := got.(basetypes.SetValuable).ToTerraformValue(t.Context())
			if err != nil || !back.Equal(value) {
				t.Errorf("%s became %s, %v", value, back, err)
			}
		})
	}
	if _, err := customtypes.NewStringSetType().ValueFromTerraform(
		t.Context(), tftypes.NewValue(tftypes.String, "a"),
	); err == nil {
		t.Error("a text is accepted as a set")
	}
}

// A set that is compared element by element needs 16 million comparisons, which allocate memory.
func TestStringSetType_largeSet_isComparedInLinearTime(t *testing.T) {
	t.Parallel()
	elements := make([]attr.Value, 4000)
	for i := range elements {
		elements[i] = types.StringValue(fmt.Sprint(i))
	}
	set := customtypes.StringSet{SetValue: types.SetValueMust(types.StringType, elements)}
	allocations := testing.AllocsPerRun(1, func() {
		if !set.Equal(set) {
			t.Error("the set is not equal to itself")
		}
	})
	if most := 10 * float64(len(elements)); allocations > most {
		t.Errorf("%.0f allocations, want at most %.0f", allocations, most)
	}
}
