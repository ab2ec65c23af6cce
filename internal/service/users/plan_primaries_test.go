package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Clerk makes only a verified identifier primary. Without the error during plan, every apply would fail.
func TestUserResource_ModifyPlan_unverifiedIdentifierAsPrimary_isAnError(t *testing.T) {
	const verified, reserved = "verified@example.com", "reserved@example.com"
	both := map[string]any{
		"username": "ada_lovelace", "email_address": []string{verified, reserved},
		"email_address_identification_status": []string{"verified", "reserved"},
	}
	only := map[string]any{
		"username": "ada_lovelace", "email_address": []string{reserved},
		"email_address_identification_status": []string{"reserved"},
	}
	for name, test := range map[string]struct {
		user, config any
		refused      bool
	}{
		"the only one that is left":  {both, acctest.Values{"email_addresses": []any{reserved}}, true},
		"the configured one":         {both, acctest.Values{"primary_email_address": reserved}, true},
		"the only one of the user":   {only, acctest.Values{"primary_email_address": reserved}, true},
		"beside a new one":           {only, acctest.Values{"email_addresses": []any{reserved, verified}, "primary_email_address": reserved}, true},
		"the new one":                {only, acctest.Values{"email_addresses": []any{reserved, verified}, "primary_email_address": verified}, false},
		"the verified one, as it is": {both, acctest.Values{"primary_email_address": verified}, false},
		"none":                       {only, acctest.Values{"email_addresses": []any{reserved}}, false},
	} {
		for _, adopts := range []bool{false, true} {
			t.Run(name+map[bool]string{true: ", adopted"}[adopts], func(t *testing.T) {
				instance := acctest.NewInstance(t)
				instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{{ID: "user_ada", Body: test.user.(map[string]any)}}})
				// A reserved address does not become primary by itself.
				instance.Change("ada_lovelace", func(u *emulator.User) {
					if len(u.EmailAddresses) == 1 {
						u.PrimaryEmailAddressID = nil
					}
				})
				calls := acctest.NewCalls(t, instance, "clerk_user")
				config := acctest.Values{"username": "ada_lovelace"}
				for attribute, value := range test.config.(acctest.Values) {
					config[attribute] = value
				}
				prior := acctest.Object{}
				if config["adopt_existing"] = adopts; !adopts {
					prior = calls.Refreshed(calls.Imported(acctest.Values{"id": "user_ada"}))
				}
				instance.ResetLog()
				planned := calls.Plan(prior, config)
				if !test.refused {
					if len(acctest.Errors(planned.Diagnostics)) > 0 {
						t.Errorf("the plan fails: %s", acctest.Errors(planned.Diagnostics)[0].Detail)
					}
					_, diagnostics := calls.Apply(planned)
					acctest.ExpectNone(t, acctest.Errors(diagnostics))
					return
				}
				acctest.ExpectError(t, acctest.Errors(planned.Diagnostics), "primary_email_address", "mark it as verified")
				if len(acctest.Errors(planned.Diagnostics)) != 1 || len(instance.Writes()) != 0 {
					t.Errorf("the plan gives %d errors and sends %v", len(acctest.Errors(planned.Diagnostics)), instance.Writes())
				}
			})
		}
	}
}
