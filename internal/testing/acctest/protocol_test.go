package acctest_test

import (
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tftypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestProtocol_configuresTheProviderAndMakesConfigurations(t *testing.T) {
	p := acctest.NewProtocol(t, acctest.NewInstance(t), acctest.Values{"max_retries": 0})
	schema := p.Schemas.ResourceSchemas["clerk_user"]
	made, err := p.Config(schema, acctest.Values{
		"first_name": "Ada", "banned": true, "last_name": acctest.Unknown, "email_addresses": []any{"ada@example.com"},
	}).Unmarshal(schema.ValueType())
	if err != nil {
		t.Fatal(err)
	}
	var attributes map[string]tftypes.Value
	if err := made.As(&attributes); err != nil {
		t.Fatal(err)
	}
	addresses := tftypes.Set{ElementType: tftypes.String}
	for name, want := range map[string]tftypes.Value{
		"first_name":      tftypes.NewValue(tftypes.String, "Ada"),
		"banned":          tftypes.NewValue(tftypes.Bool, true),
		"last_name":       tftypes.NewValue(tftypes.String, tftypes.UnknownValue),
		"username":        tftypes.NewValue(tftypes.String, nil),
		"email_addresses": tftypes.NewValue(addresses, []tftypes.Value{tftypes.NewValue(tftypes.String, "ada@example.com")}),
	} {
		if !attributes[name].Equal(want) {
			t.Errorf("%s is %s, want %s", name, attributes[name], want)
		}
	}
}
