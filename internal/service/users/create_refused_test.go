package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// held adds a user that Terraform does not manage.
func held(body map[string]any) func(*testing.T, *acctest.Instance) {
	return func(_ *testing.T, instance *acctest.Instance) { instance.Hold(body) }
}

func TestUserResource_Create_takenIdentifier_namesItsHolderAndHowToImport(t *testing.T) {
	const wallet = "0x1234567890abcdef1234567890abcdef12345678"
	const details = "(form_identifier_exists)|holds it|import {|id = \"user_|adopt_existing|trace id"
	var inputs []acctest.BadInput
	for _, c := range []struct {
		attribute, param, value string
		isSet                   bool
	}{
		{"email_addresses", "email_address", "ada@example.com", true},
		{"phone_numbers", "phone_number", "+12025550123", true},
		{"web3_wallets", "web3_wallet", wallet, true},
		{"username", "username", "ada_lovelace", false},
	} {
		var config, holder any = c.value, c.value
		if c.isSet {
			config, holder = []any{c.value}, []string{c.value}
		}
		inputs = append(inputs, acctest.BadInput{
			Name:      c.attribute,
			Config:    acctest.Values{c.attribute: config},
			API:       held(map[string]any{c.param: holder}),
			Stage:     acctest.Applied,
			Attribute: c.attribute,
			Summary:   `Could not create the user "` + c.value + `"`,
			Details:   details,
		})
	}
	inputs = append(inputs, acctest.BadInput{
		Name:   "external_id",
		Config: ada(acctest.Values{"external_id": "employee-1"}),
		API:    held(map[string]any{"username": "other_ada", "external_id": "employee-1"}),
		Stage:  acctest.Applied, Attribute: "external_id", Summary: `Could not create the user "ada@example.com"`,
		Details: details + "|(other_ada)",
	})
	acctest.RunBadInputs(t, "resource clerk_user", inputs)
}

func TestUserResource_Create_refusedByASetting_isAnErrorOnTheAttribute(t *testing.T) {
	inputs := []acctest.BadInput{
		{
			Name:      "a required identifier",
			API:       acctest.Behaves(emulator.Behaviour{RequiredIdentifiers: []string{"phone_number"}}),
			Config:    ada(nil),
			Attribute: "phone_numbers",
			Details:   "form_data_missing|skip_user_requirement = true",
		},
		{
			Name: "a required password", API: acctest.Behaves(emulator.Behaviour{PasswordRequired: true}),
			Config: ada(nil), Attribute: "password_wo", Details: "password|skip_password_requirement",
		},
		{
			Name: "a required consent", API: acctest.Behaves(emulator.Behaviour{LegalConsentRequired: true}),
			Config: ada(nil), Attribute: "legal_accepted_at", Details: "legal_accepted_at|skip_legal_checks",
		},
	}
	for n := range inputs {
		inputs[n].Stage, inputs[n].Summary = acctest.Applied, `Could not create the user "ada@example.com"`
	}
	acctest.RunBadInputs(t, "resource clerk_user", inputs)
}
