package validators

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

func TestDistinctIdentifiers_twoSpellingsOfOne_areRefused(t *testing.T) {
	for _, test := range []struct {
		values  []string
		refused bool
	}{
		{[]string{"ada@example.com", "lovelace@example.com"}, false},
		{[]string{"ada@example.com", "ADA@example.com"}, true},
		{nil, false},
	} {
		elements := make([]attr.Value, len(test.values))
		for i, value := range test.values {
			elements[i] = customtypes.NewIdentifier(value)
		}
		var resp validator.SetResponse
		DistinctIdentifiers().ValidateSet(t.Context(), validator.SetRequest{
			Path: path.Root("email_addresses"), ConfigValue: types.SetValueMust(customtypes.IdentifierType{}, elements),
		}, &resp)
		if resp.Diagnostics.HasError() != test.refused {
			t.Errorf("%v: diagnostics %v, want refused = %t", test.values, resp.Diagnostics, test.refused)
		}
	}
}

func TestNotEmptySet_emptySet_isRefused(t *testing.T) {
	for value, refused := range map[string]bool{"empty": true, "full": false, "null": false, "unknown": false} {
		set := map[string]types.Set{
			"empty": types.SetValueMust(types.StringType, nil),
			"full":  types.SetValueMust(types.StringType, []attr.Value{types.StringValue("a")}),
			"null":  types.SetNull(types.StringType), "unknown": types.SetUnknown(types.StringType),
		}[value]
		var resp validator.SetResponse
		NotEmptySet().ValidateSet(t.Context(), validator.SetRequest{Path: path.Root("it"), ConfigValue: set}, &resp)
		if resp.Diagnostics.HasError() != refused {
			t.Errorf("%s: diagnostics %v, want refused = %t", value, resp.Diagnostics, refused)
		}
	}
}
