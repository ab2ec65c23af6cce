package users_test

import (
	"testing"
)

func TestAccUserTOTP_badInputIsRefusedOnTheAttribute(t *testing.T) {
	const summary = "Could not enrol the TOTP of the user user_…"
	block := `resource "clerk_user_totp" "it"`
	runAll(t, []badInput{
		{
			name: "a secret that is not base32", secret: "not-base-32!", config: totpOf(anyUserID, "secret_wo = var.secret", "secret_wo_version = 1"),
			phase: atPlan, summary: "Not a base32 secret", at: "secret_wo", says: []string{"letters A to Z and digits 2 to 7"},
		},
		{
			name: "an empty secret", config: totpOf(anyUserID, `secret_wo = ""`, "secret_wo_version = 1"),
			phase: atValidate, summary: "Not a base32 secret", at: "secret_wo", says: []string{"is empty"},
		},
		{
			name: "a secret without a version", secret: ownSecret, config: totpOf(anyUserID, "secret_wo = var.secret"),
			phase: atValidate, summary: "secret_wo needs secret_wo_version", at: "secret_wo", says: []string{"secret_wo_version = 1"},
		},
		{
			name: "an issuer with a colon", config: totpOf(anyUserID, `issuer = "A:B"`),
			phase: atValidate, summary: "Not a label of an otpauth address", at: "issuer", says: []string{`"A:B"`, "colon"},
		},
		{
			name: "an empty account", config: totpOf(anyUserID, `account_name = ""`),
			phase: atValidate, summary: "Not a label of an otpauth address", at: "account_name", says: []string{"empty"},
		},
		{
			name: "a user who does not exist", before: theUser(email), config: theUser(email) + totpOf(anyUserID),
			phase: atApply, summary: summary, at: "user_id", says: []string{"404", "resource_not_found"},
		},
		{
			name: "an instance that does not permit it", before: theUser(email), given: answers("PATCH", 403), config: theUser(email) + "resource \"clerk_user_totp\" \"it\" {\n  user_id = clerk_user.ada.id\n}\n",
			phase: atApply, summary: summary, at: block, says: []string{"status 403"},
		},
	})
}
