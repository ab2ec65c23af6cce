package provider_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestServer_GenerateResourceConfig_omitsRefusedValues(t *testing.T) {
	t.Parallel()
	provider := acctest.NewProtocol(t, acctest.NewInstance(t))
	if !provider.Schemas.ServerCapabilities.GenerateResourceConfig {
		t.Error("the CLI is not told that the provider generates configurations, and does it by itself")
	}
	for _, test := range []struct {
		resource    string
		state, left acctest.Values
	}{
		{
			"clerk_user",
			acctest.Values{
				"id": "user_1", "first_name": " Ada", "last_name": "Lovelace", "username": "", "locale": "german", "locked": true,
				"email_addresses": []any{"a", "b", "c@example.com"}, "primary_email_address": "c@example.com",
				"phone_numbers": []any{"+12025550123", "+1 202 555 0123"},
			},
			// The plan accepts names, a locale and addresses that equal the state, but not one number twice.
			acctest.Values{
				"first_name": " Ada", "last_name": "Lovelace", "locale": "german", "primary_email_address": "c@example.com",
				"email_addresses": []any{"a", "b", "c@example.com"},
			},
		},
		{
			"clerk_email_address",
			acctest.Values{"id": "idn_1", "user_id": "user_1", "email_address": "ada@example.com"},
			acctest.Values{"user_id": "user_1", "email_address": "ada@example.com"},
		},
	} {
		response, err := provider.Server.GenerateResourceConfig(t.Context(), &tfprotov6.GenerateResourceConfigRequest{
			TypeName: test.resource, State: provider.Config(provider.Schemas.ResourceSchemas[test.resource], test.state),
		})
		if err != nil {
			t.Fatal(err)
		}
		if diff := cmp.Diff(map[string]any(test.left), provider.Attributes(test.resource, response.Config)); diff != "" {
			t.Errorf("the configuration of a %s differs: %s", test.resource, diff)
		}
		if len(response.Diagnostics) != 0 {
			t.Errorf("the generation tells %v", response.Diagnostics)
		}
	}
}
