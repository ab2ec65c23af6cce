package provider_test

import (
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
)

func TestGeneratedConfigs_areThoseOfTheProviderAndLeaveOutWhatItWouldRefuse(t *testing.T) {
	t.Parallel()
	provider := acctest.NewProtocol(t, acctest.NewInstance(t))
	if !provider.Schemas.ServerCapabilities.GenerateResourceConfig {
		t.Error("the CLI is not told that the provider generates configurations, and does it by itself")
	}
	for _, test := range []struct {
		resource    string
		state, left acctest.Values
		warnings    []string
	}{
		{
			"clerk_user",
			acctest.Values{
				"id": "user_1", "first_name": " Ada", "last_name": "Lovelace", "username": "", "locale": "german", "locked": true,
				"email_addresses": []any{"a", "b", "c@example.com"}, "primary_email_address": "c@example.com",
			},
			acctest.Values{"last_name": "Lovelace", "primary_email_address": "c@example.com"},
			[]string{"email_addresses would be refused", "first_name would be refused", "locale would be refused"},
		},
		{
			"clerk_email_address",
			acctest.Values{"id": "idn_1", "user_id": "user_1", "email_address": "ada@example.com"},
			acctest.Values{"user_id": "user_1", "email_address": "ada@example.com"},
			nil,
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
		var told strings.Builder
		for _, warning := range response.Diagnostics {
			if warning.Severity != tfprotov6.DiagnosticSeverityWarning {
				t.Errorf("an error: %s", warning.Detail)
			}
			told.WriteString(warning.Detail + "\n")
		}
		if len(response.Diagnostics) != len(test.warnings) {
			t.Errorf("there are %d warnings, want %d:\n%s", len(response.Diagnostics), len(test.warnings), &told)
		}
		for _, warning := range test.warnings {
			if !strings.Contains(told.String(), warning) {
				t.Errorf("%q is missing in\n%s", warning, &told)
			}
		}
	}
}
