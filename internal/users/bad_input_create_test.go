package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
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
	var inputs []badInput
	for _, c := range []struct {
		attribute, value, param string
		held                    any
	}{
		{"email_addresses", `["ada@example.com"]`, "email_address", []string{"ada@example.com"}},
		{"phone_numbers", `["+12025550123"]`, "phone_number", []string{"+12025550123"}},
		{"web3_wallets", `["` + wallet + `"]`, "web3_wallet", []string{wallet}},
		{"username", `"ada_lovelace"`, "username", "ada_lovelace"},
	} {
		inputs = append(inputs, badInput{
			name: c.attribute + " at creation", given: held(map[string]any{c.param: c.held}),
			config: theUser(c.attribute + " = " + c.value),
			phase:  atApply, summary: "Could not create the user " + map[string]string{
				"email_addresses": `"ada@example.com"`, "phone_numbers": `"+12025550123"`, "username": `"ada_lovelace"`, "web3_wallets": `"` + wallet + `"`,
			}[c.attribute],
			at: c.attribute, says: taken,
		})
	}
	inputs = append(inputs,
		badInput{
			name: "external_id at creation", given: held(map[string]any{"username": "other_ada", "external_id": "employee-1"}),
			config: theUser(email, `external_id = "employee-1"`),
			phase:  atApply, summary: `Could not create the user "ada@example.com"`, at: "external_id", says: append(taken, "(other_ada)"),
		},
		badInput{
			name: "an email address added later", before: theUser(email),
			given:  held(map[string]any{"email_address": []string{"lovelace@example.com"}}),
			config: theUser(`email_addresses = ["ada@example.com", "lovelace@example.com"]`, `primary_email_address = "ada@example.com"`),
			phase:  atApply, summary: `Could not add the email address "lovelace@example.com" to the user "ada@example.com"`, at: "email_addresses",
			says: []string{"holds it (lovelace@example.com)", "import {", "Or set another value."},
		},
		badInput{
			name: "a username changed later", before: theUser(email),
			given:  held(map[string]any{"username": "ada_lovelace"}),
			config: theUser(email, `username = "ada_lovelace"`),
			phase:  atApply, summary: `Could not update the user "ada@example.com"`, at: "username",
			says: []string{"holds it (ada_lovelace)", "Or set another value."},
		},
	)
	runAll(t, inputs)
}

func TestAccUser_refusalsOfACreateAreReportedOnTheAttribute(t *testing.T) {
	const summary = `Could not create the user "ada@example.com"`
	runAll(t, []badInput{
		{
			name: "a breached password", secret: "long-but-breached-4711",
			given:  behaving(emulator.Behaviour{BreachedPasswords: []string{"long-but-breached-4711"}}),
			config: theUser(email, `password_wo = var.secret`),
			phase:  atApply, summary: summary, at: "password_wo", says: []string{"form_password_pwned", "skip_password_checks"},
		},
		{
			name: "names that the instance has disabled", given: behaving(emulator.Behaviour{NamesDisabled: true}),
			config: theUser(email, `first_name = "Ada"`),
			phase:  atApply, summary: summary, at: "first_name", says: []string{"form_param_unknown", "check its user settings in the Clerk Dashboard"},
		},
		{
			name: "metadata over the limit of the instance", given: behaving(emulator.Behaviour{MetadataLimit: 20}),
			config: theUser(email, `public_metadata = jsonencode({ team = "analytical engines" })`),
			phase:  atApply, summary: summary, at: "public_metadata", says: []string{"form_param_exceeds_allowed_size"},
		},
		{
			name:   "a username of two letters",
			config: theUser(email, `username = "ad"`),
			phase:  atApply, summary: summary, at: "username", says: []string{"form_username_invalid_length", "from 4 to 64"},
		},
		{
			name:   "an acceptance in the future",
			config: theUser(email, `legal_accepted_at = "2999-01-01T00:00:00Z"`),
			phase:  atApply, summary: summary, at: "legal_accepted_at", says: []string{"form_disallow_future_date"},
		},
		{
			name: "an identifier that the instance requires", given: behaving(emulator.Behaviour{RequiredIdentifiers: []string{"phone_number"}}),
			config: theUser(email),
			phase:  atApply, summary: summary, at: `resource "clerk_user" "ada"`, says: []string{"form_data_missing", "State phone_numbers, or do without by skip_user_requirement = true."},
		},
		{
			name: "a password that the instance requires", given: behaving(emulator.Behaviour{PasswordRequired: true}),
			config: theUser(email),
			phase:  atApply, summary: summary, at: `resource "clerk_user" "ada"`, says: []string{"password", "skip_password_requirement"},
		},
		{
			name: "a consent that the instance requires", given: behaving(emulator.Behaviour{LegalConsentRequired: true}),
			config: theUser(email),
			phase:  atApply, summary: summary, at: `resource "clerk_user" "ada"`, says: []string{"legal_accepted_at", "skip_legal_checks"},
		},
	})
}
