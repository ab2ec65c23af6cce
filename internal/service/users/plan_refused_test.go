package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUser_whatTheAPICannotDoIsRefusedByThePlan(t *testing.T) {
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name:   "a new user without an identifier",
			Config: acctest.UserConfig(`first_name = "Ada"`),
			Phase:  acctest.AtPlan, Summary: "The user has no identifier", At: `resource "clerk_user" "ada"`,
			Details: []string{"at least one of email_addresses, phone_numbers, username and web3_wallets", "import"},
		},
		{
			Name:   "a new user with an external id only",
			Config: acctest.UserConfig(`external_id = "employee-1"`),
			Phase:  acctest.AtPlan, Summary: "The user has no identifier", At: `resource "clerk_user" "ada"`,
			Details: []string{"at least one of", "a user cannot sign in with external_id"},
		},
		{
			Name:   "a new user with a primary and no set",
			Config: acctest.UserConfig(`username = "ada_lovelace"`, `primary_email_address = "ada@example.com"`),
			Phase:  acctest.AtPlan, Summary: "The primary is not in its set", At: "primary_email_address",
			Details: []string{"as well, so that the new user gets the identifier"},
		},
		{
			Name:   "a primary that the user does not hold",
			Before: acctest.UserConfig(email),
			Config: acctest.UserConfig(`primary_email_address = "lovelace@example.com"`),
			Phase:  acctest.AtPlan, Summary: "The primary is not in its set", At: "primary_email_address",
			Details: []string{`"lovelace@example.com"`, `the user "ada@example.com"`, "Add it to email_addresses."},
		},
		{
			Name:   "a wallet for a user who exists",
			Before: acctest.UserConfig(email),
			Config: acctest.UserConfig(email, `web3_wallets = ["0x1234567890abcdef1234567890abcdef12345678"]`),
			Phase:  acctest.AtPlan, Summary: "A web3 wallet cannot be added", At: "web3_wallets",
			Details: []string{"only when a user is created", `the user "ada@example.com"`, "Remove it from web3_wallets"},
		},
		{
			Name:   "a reserved address for a user who exists",
			Before: acctest.UserConfig(email),
			Config: acctest.UserConfig(
				`email_addresses = ["ada@example.com", "lovelace@example.com"]`,
				`primary_email_address = "ada@example.com"`,
				`identification_status = "reserved"`,
			),
			Phase:   acctest.AtPlan,
			Summary: "A reserved identifier cannot be added to an existing user",
			At:      "identification_status",
			Details: []string{"lovelace@example.com", `identification_status = "verified"`},
		},
		{
			Name:   "the last identifier taken away",
			Before: acctest.UserConfig(email),
			Config: acctest.UserConfig(`email_addresses = []`),
			Phase:  acctest.AtPlan, Summary: "The user would have no identifier", At: `resource "clerk_user" "ada"`,
			Details: []string{`of the user "ada@example.com"`, "Set another one"},
		},
		{
			Name:    "a protected user taken out of the configuration",
			Before:  acctest.UserConfig(email, `deletion_protection = true`),
			Config:  "# nobody\n",
			Phase:   acctest.AtPlan,
			Summary: "The user is protected from destruction",
			Details: []string{
				`the user "ada@example.com"`,
				"set deletion_protection = false and apply that first",
				"removed block",
			},
		},
		{
			Name:   "a protected user destroyed",
			Before: acctest.UserConfig(email, `deletion_protection = true`),
			Config: acctest.UserConfig(email, `deletion_protection = true`), Options: []string{"-destroy"},
			Phase: acctest.AtPlan, Summary: "The user is protected from destruction", At: "deletion_protection",
			Details: []string{"set deletion_protection = false and apply that first"},
		},
		{
			Name: "two users to adopt",
			Change: func(_ *testing.T, instance *acctest.Instance) {
				instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
				instance.Hold(map[string]any{"username": "ada_lovelace"})
			},
			Config: acctest.UserConfig(email, `username = "ada_lovelace"`, `adopt_existing = true`),
			Phase:  acctest.AtPlan, Summary: "More than one user to adopt", At: "adopt_existing",
			Details: []string{"belong to 2 users", "user_", "ada_lovelace", "import one of them by id"},
		},
	})
}

func TestAccUser_importsOfNobodyAreRefusedByThePlan(t *testing.T) {
	imports := func(id string) string {
		return "import {\n  to = clerk_user.ada\n  id = \"" + id + "\"\n}\n" + acctest.UserConfig(email)
	}
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name: "a name without its kind", Config: imports("ada@example.com"),
			Phase: acctest.AtPlan, Summary: "Not a user to import", At: "",
			Details: []string{`"ada@example.com" names no user`, "email:ada@example.com"},
		},
		{
			Name: "a kind without a name", Config: imports("email:"),
			Phase: acctest.AtPlan, Summary: "Not a user to import", At: "",
			Details: []string{"external_id:42"},
		},
		{
			Name: "an email address that nobody holds", Config: imports("email:ada@example.com"),
			Phase: acctest.AtPlan, Summary: "No such user", At: "",
			Details: []string{`"email:ada@example.com"`, "secret_key belongs to the instance"},
		},
		{
			Name: "an id that nobody has", Config: imports("user_2abcdefghijklmnopqrstuvwxyz"),
			Phase: acctest.AtPlan, Summary: "Cannot import non-existent remote object", At: "",
			Details: []string{"clerk_user.ada"},
		},
		{
			Name: "a user whom the API does not show", Config: imports("email:ada@example.com"),
			Change: acctest.Answers("GET", 500),
			Phase:  acctest.AtPlan, Summary: `Could not look for the user "email:ada@example.com"`, At: "",
			Details: []string{"500", "try again later"},
		},
	})
}
