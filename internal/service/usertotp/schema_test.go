package usertotp_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUserTOTP_Plan_badInput_isAnErrorOnTheAttribute(t *testing.T) {
	const summary = "Could not enrol the TOTP of the user user_…"
	block := `resource "clerk_user_totp" "it"`
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name:    "a secret that is not base32",
			Secret:  "not-base-32!",
			Config:  totpOf("user_2abcdefghijklmnopqrstuvwxyz", "secret_wo = var.secret", "secret_wo_version = 1"),
			Phase:   acctest.AtPlan,
			Summary: "Not a base32 secret",
			At:      "secret_wo",
			Details: []string{"letters A to Z and digits 2 to 7"},
		},
		{
			Name:    "an empty secret",
			Config:  totpOf("user_2abcdefghijklmnopqrstuvwxyz", `secret_wo = ""`, "secret_wo_version = 1"),
			Phase:   acctest.AtValidate,
			Summary: "Not a base32 secret",
			At:      "secret_wo",
			Details: []string{"is empty"},
		},
		{
			Name:    "a secret without a version",
			Secret:  ownSecret,
			Config:  totpOf("user_2abcdefghijklmnopqrstuvwxyz", "secret_wo = var.secret"),
			Phase:   acctest.AtValidate,
			Summary: "secret_wo needs secret_wo_version",
			At:      "secret_wo",
			Details: []string{"secret_wo_version = 1"},
		},
		{
			Name:    "an issuer with a colon",
			Config:  totpOf("user_2abcdefghijklmnopqrstuvwxyz", `issuer = "A:B"`),
			Phase:   acctest.AtValidate,
			Summary: "Not a label of an otpauth address",
			At:      "issuer",
			Details: []string{`"A:B"`, "colon"},
		},
		{
			Name:    "an empty account",
			Config:  totpOf("user_2abcdefghijklmnopqrstuvwxyz", `account_name = ""`),
			Phase:   acctest.AtValidate,
			Summary: "Not a label of an otpauth address",
			At:      "account_name",
			Details: []string{"empty"},
		},
		{
			Name:    "a user who does not exist",
			Before:  acctest.UserConfig(`email_addresses = ["ada@example.com"]`),
			Config:  acctest.UserConfig(`email_addresses = ["ada@example.com"]`) + totpOf("user_2abcdefghijklmnopqrstuvwxyz"),
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      "user_id",
			Details: []string{"404", "resource_not_found"},
		},
		{
			Name:   "an instance that does not permit it",
			Before: acctest.UserConfig(`email_addresses = ["ada@example.com"]`),
			Change: acctest.Answers("PATCH", 403),
			Config: acctest.UserConfig(
				`email_addresses = ["ada@example.com"]`,
			) + "resource \"clerk_user_totp\" \"it\" {\n  user_id = clerk_user.ada.id\n}\n",
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      block,
			Details: []string{"status 403"},
		},
	})
}
