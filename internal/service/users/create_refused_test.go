package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// held puts a user into the instance whom Terraform does not manage.
func held(body map[string]any) func(*testing.T, *acctest.Instance) {
	return func(_ *testing.T, instance *acctest.Instance) { instance.Hold(body) }
}

// behaving sets the switches of the instance.
func behaving(behaviour emulator.Behaviour) func(*testing.T, *acctest.Instance) {
	return func(_ *testing.T, instance *acctest.Instance) { instance.SetBehaviour(behaviour) }
}

func TestAccUser_takenIdentifiersNameTheirHolderAndHowToImport(t *testing.T) {
	const wallet = "0x1234567890abcdef1234567890abcdef12345678"
	taken := []string{"(form_identifier_exists)", "holds it", "import {", `id = "user_`, "adopt_existing", "trace id"}
	var inputs []acctest.BadConfig
	for _, c := range []struct {
		attribute, value, param string
		held                    any
	}{
		{"email_addresses", `["ada@example.com"]`, "email_address", []string{"ada@example.com"}},
		{"phone_numbers", `["+12025550123"]`, "phone_number", []string{"+12025550123"}},
		{"web3_wallets", `["` + wallet + `"]`, "web3_wallet", []string{wallet}},
		{"username", `"ada_lovelace"`, "username", "ada_lovelace"},
	} {
		inputs = append(inputs, acctest.BadConfig{
			Name: c.attribute + " at creation", Change: held(map[string]any{c.param: c.held}),
			Config: acctest.UserConfig(c.attribute + " = " + c.value),
			Phase:  acctest.AtApply, Summary: "Could not create the user " + map[string]string{
				"email_addresses": `"ada@example.com"`, "phone_numbers": `"+12025550123"`, "username": `"ada_lovelace"`, "web3_wallets": `"` + wallet + `"`,
			}[c.attribute],
			At: c.attribute, Details: taken,
		})
	}
	inputs = append(inputs,
		acctest.BadConfig{
			Name:    "external_id at creation",
			Change:  held(map[string]any{"username": "other_ada", "external_id": "employee-1"}),
			Config:  acctest.UserConfig(email, `external_id = "employee-1"`),
			Phase:   acctest.AtApply,
			Summary: `Could not create the user "ada@example.com"`,
			At:      "external_id",
			Details: append(taken, "(other_ada)"),
		},
		acctest.BadConfig{
			Name:   "an email address added later",
			Before: acctest.UserConfig(email),
			Change: held(map[string]any{"email_address": []string{"lovelace@example.com"}}),
			Config: acctest.UserConfig(
				`email_addresses = ["ada@example.com", "lovelace@example.com"]`,
				`primary_email_address = "ada@example.com"`,
			),
			Phase:   acctest.AtApply,
			Summary: `Could not add the email address "lovelace@example.com" to the user "ada@example.com"`,
			At:      "email_addresses",
			Details: []string{"holds it (lovelace@example.com)", "import {", "Or set another value."},
		},
		acctest.BadConfig{
			Name: "a username changed later", Before: acctest.UserConfig(email),
			Change: held(map[string]any{"username": "ada_lovelace"}),
			Config: acctest.UserConfig(email, `username = "ada_lovelace"`),
			Phase:  acctest.AtApply, Summary: `Could not update the user "ada@example.com"`, At: "username",
			Details: []string{"holds it (ada_lovelace)", "Or set another value."},
		},
	)
	acctest.RunBadConfigs(t, inputs)
}

func TestAccUser_refusalsOfACreateAreReportedOnTheAttribute(t *testing.T) {
	const summary = `Could not create the user "ada@example.com"`
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name:    "a breached password",
			Secret:  "long-but-breached-4711",
			Change:  behaving(emulator.Behaviour{BreachedPasswords: []string{"long-but-breached-4711"}}),
			Config:  acctest.UserConfig(email, `password_wo = var.secret`),
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      "password_wo",
			Details: []string{"form_password_pwned", "skip_password_checks"},
		},
		{
			Name:    "names that the instance has disabled",
			Change:  behaving(emulator.Behaviour{NamesDisabled: true}),
			Config:  acctest.UserConfig(email, `first_name = "Ada"`),
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      "first_name",
			Details: []string{"form_param_unknown", "check its user settings in the Clerk Dashboard"},
		},
		{
			Name:    "metadata over the limit of the instance",
			Change:  behaving(emulator.Behaviour{MetadataLimit: 20}),
			Config:  acctest.UserConfig(email, `public_metadata = jsonencode({ team = "analytical engines" })`),
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      "public_metadata",
			Details: []string{"form_param_exceeds_allowed_size"},
		},
		{
			Name:    "a username of two letters",
			Config:  acctest.UserConfig(email, `username = "ad"`),
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      "username",
			Details: []string{"form_username_invalid_length", "from 4 to 64"},
		},
		{
			Name:   "an acceptance in the future",
			Config: acctest.UserConfig(email, `legal_accepted_at = "2999-01-01T00:00:00Z"`),
			Phase:  acctest.AtApply, Summary: summary, At: "legal_accepted_at", Details: []string{"form_disallow_future_date"},
		},
		{
			Name:    "an identifier that the instance requires",
			Change:  behaving(emulator.Behaviour{RequiredIdentifiers: []string{"phone_number"}}),
			Config:  acctest.UserConfig(email),
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      `resource "clerk_user" "ada"`,
			Details: []string{"form_data_missing", "State phone_numbers, or set skip_user_requirement = true."},
		},
		{
			Name:    "a password that the instance requires",
			Change:  behaving(emulator.Behaviour{PasswordRequired: true}),
			Config:  acctest.UserConfig(email),
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      `resource "clerk_user" "ada"`,
			Details: []string{"password", "skip_password_requirement"},
		},
		{
			Name:    "a consent that the instance requires",
			Change:  behaving(emulator.Behaviour{LegalConsentRequired: true}),
			Config:  acctest.UserConfig(email),
			Phase:   acctest.AtApply,
			Summary: summary,
			At:      `resource "clerk_user" "ada"`,
			Details: []string{"legal_accepted_at", "skip_legal_checks"},
		},
	})
}
