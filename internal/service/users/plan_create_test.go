package users_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUserResource_ModifyPlan_adoptionThatCannotBePlanned_saysWhy(t *testing.T) {
	known := acctest.Values{"username": "ada_lovelace", "adopt_existing": true}
	for name, test := range map[string]struct {
		settings, config acctest.Values
		says             string
	}{
		"unknown key": {
			acctest.Values{"secret_key": acctest.Unknown}, known, "The provider's secret_key is not known in this plan",
		},
		"unknown identifier": {
			nil, acctest.Values{"username": acctest.Unknown, "adopt_existing": true}, "Not all identifiers of",
		},
		"unknown choice": {
			nil, acctest.Values{"username": "ada_lovelace", "adopt_existing": acctest.Unknown},
			"The value of adopt_existing is not known in this plan",
		},
	} {
		t.Run(name, func(t *testing.T) {
			p := acctest.NewProtocol(t, acctest.NewInstance(t), test.settings)
			diagnostics := p.PlanCreate("clerk_user", test.config)
			if len(acctest.Errors(diagnostics)) > 0 {
				t.Fatalf("the plan fails: %+v", diagnostics[0])
			}
			var found []string
			for _, warning := range diagnostics {
				if warning.Summary == "The user to adopt is not known yet" {
					found = append(found, warning.Detail)
				}
			}
			if len(found) != 1 || !strings.HasPrefix(found[0], test.says) ||
				!strings.Contains(found[0], "the apply adopts that user.") {
				t.Errorf("the plan says %q, want %q", found, test.says)
			}
		})
	}
}
