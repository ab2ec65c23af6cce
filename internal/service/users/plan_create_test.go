package users_test

import (
	"slices"
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

func TestUserResource_ModifyPlan_adoptionThatCannotBePlanned_reportsWhatClerkRefuses(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		with  acctest.Values
		error string
	}{
		"a padded name":              {acctest.Values{"first_name": "Ada "}, "White space at an end"},
		"a locale with _":            {acctest.Values{"locale": "en_US"}, "Not a BCP 47 locale"},
		"metadata that is too large": {acctest.Values{"public_metadata": `{"a":"` + strings.Repeat("x", 9000) + `"}`}, "Metadata too large"},
		"no email address":           {acctest.Values{"email_addresses": []any{"ada"}}, "Not an email address"},
		"no identifier":              {acctest.Values{"username": nil}, "The user has no identifier"},
	} {
		for unknown, config := range map[string]acctest.Values{
			"the choice":     {"username": "ada_lovelace", "adopt_existing": acctest.Unknown},
			"the key":        {"username": "ada_lovelace", "adopt_existing": true},
			"the identifier": {"username": "ada_lovelace", "phone_numbers": acctest.Unknown, "adopt_existing": true},
		} {
			if unknown == "the identifier" && name == "no identifier" {
				continue
			}
			t.Run(name+", unknown is "+unknown, func(t *testing.T) {
				t.Parallel()
				settings := acctest.Values{}
				if unknown == "the key" {
					settings["secret_key"] = acctest.Unknown
				}
				instance := acctest.NewInstance(t)
				p := acctest.NewProtocol(t, instance, settings)
				acctest.ExpectOne(
					t,
					acctest.Errors(p.PlanCreate("clerk_user", config.With(test.with))),
					acctest.IsError,
					test.error,
				)
			})
		}
	}
}

func TestUserResource_ModifyPlan_adoptionThatCannotBePlanned_acceptsWhatAnAdoptionNeeds(t *testing.T) {
	t.Parallel()
	for name, with := range map[string]acctest.Values{
		"only an external id":         {"external_id": "a-1"},
		"a primary without its set":   {"username": "ada_lovelace", "primary_email_address": "ada@example.com"},
		"a username with a character": {"username": "ada.lovelace"},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			with["adopt_existing"] = acctest.Unknown
			p := acctest.NewProtocol(t, acctest.NewInstance(t))
			acctest.ExpectNone(t, acctest.Errors(p.PlanCreate("clerk_user", with)))
		})
	}
}

func TestUserResource_ModifyPlan_adoptionThatCannotBePlanned_warnsOfNullCredentials(t *testing.T) {
	t.Parallel()
	p := acctest.NewProtocol(t, acctest.NewInstance(t))
	diagnostics := p.PlanCreate("clerk_user", acctest.Values{
		"username": "ada_lovelace", "adopt_existing": acctest.Unknown, "password_wo_version": 1,
	})
	if got := notes(diagnostics); !slices.Contains(got, "WARNING password_wo_version: There is no credential to send") {
		t.Errorf("the plan reports %q", got)
	}
}
