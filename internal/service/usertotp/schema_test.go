package usertotp_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestUserTOTPResource_Create_refusedRequest_isAnErrorOfTheResource(t *testing.T) {
	acctest.RunBadInputs(t, "resource clerk_user_totp", []acctest.BadInput{{
		Name:   "403",
		Config: acctest.Values{"user_id": "user_ada"},
		API: func(t *testing.T, instance *acctest.Instance) {
			t.Helper()
			body := map[string]any{"email_address": []string{"ada@example.com"}}
			instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{{ID: "user_ada", Body: body}}})
			acctest.Answers("PATCH", 403)(t, instance)
		},
		Stage:   acctest.Applied,
		Summary: "Could not enrol the TOTP of the user user_ada",
		Details: "status 403",
	}})
}

// The secret is unknown during validate, because it comes from a variable.
func TestAccUserTOTP_secretFromAVariable_isCheckedDuringPlan(t *testing.T) {
	acctest.RunBadConfigs(t, []acctest.BadConfig{{
		Name: "not base32", Secret: "not-base-32!",
		Config: totpOf("user_2abcdefghijklmnopqrstuvwxyz", "secret_wo = var.secret", "secret_wo_version = 1"),
		Phase:  acctest.AtPlan, Summary: "Not a base32 secret", At: "secret_wo",
		Details: []string{"letters A to Z and digits 2 to 7"},
	}})
}
