package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

func TestAccUser_whatTheAPICannotDoIsRefusedByThePlan(t *testing.T) {
	runAll(t, []badInput{
		{
			name:   "a new user without an identifier",
			config: theUser(`first_name = "Ada"`),
			phase:  atPlan, summary: "The user has no identifier", at: `resource "clerk_user" "ada"`,
			says: []string{"at least one of email_addresses, phone_numbers, username and web3_wallets", "import"},
		},
		{
			name:   "a new user with an external id only",
			config: theUser(`external_id = "employee-1"`),
			phase:  atPlan, summary: "The user has no identifier", at: `resource "clerk_user" "ada"`,
			says: []string{"at least one of", "external_id is no identifier"},
		},
		{
			name:   "a new user with a primary and no set",
			config: theUser(`username = "ada_lovelace"`, `primary_email_address = "ada@example.com"`),
			phase:  atPlan, summary: "The primary is not in its set", at: "primary_email_address",
			says: []string{"State the set as well"},
		},
		{
			name:   "a primary that the user does not hold",
			before: theUser(email),
			config: theUser(`primary_email_address = "lovelace@example.com"`),
			phase:  atPlan, summary: "The primary is not in its set", at: "primary_email_address",
			says: []string{`"lovelace@example.com"`, `the user "ada@example.com"`, "Add it to email_addresses."},
		},
		{
			name:   "a wallet for a user who exists",
			before: theUser(email),
			config: theUser(email, `web3_wallets = ["0x1234567890abcdef1234567890abcdef12345678"]`),
			phase:  atPlan, summary: "A web3 wallet cannot be added", at: "web3_wallets",
			says: []string{"only when a user is created", `the user "ada@example.com"`, "Take it out of web3_wallets"},
		},
		{
			name:   "a reserved address for a user who exists",
			before: theUser(email),
			config: theUser(`email_addresses = ["ada@example.com", "lovelace@example.com"]`, `primary_email_address = "ada@example.com"`, `identification_status = "reserved"`),
			phase:  atPlan, summary: "An existing user takes no reserved identifiers", at: "identification_status",
			says: []string{"lovelace@example.com", `identification_status = "verified"`},
		},
		{
			name:   "the last identifier taken away",
			before: theUser(email),
			config: theUser(`email_addresses = []`),
			phase:  atPlan, summary: "The user would have no identifier", at: `resource "clerk_user" "ada"`,
			says: []string{`from the user "ada@example.com"`, "state another one"},
		},
		{
			name:   "a protected user taken out of the configuration",
			before: theUser(email, `deletion_protection = true`),
			config: "# nobody\n",
			phase:  atPlan, summary: "The user is protected from destruction",
			says: []string{`the user "ada@example.com"`, "set deletion_protection = false and apply that first", "removed block"},
		},
		{
			name:   "a protected user destroyed",
			before: theUser(email, `deletion_protection = true`),
			config: theUser(email, `deletion_protection = true`), options: []string{"-destroy"},
			phase: atPlan, summary: "The user is protected from destruction", at: "deletion_protection",
			says: []string{"set deletion_protection = false and apply that first"},
		},
		{
			name: "two users to adopt",
			given: func(_ *testing.T, instance *acctest.Instance) {
				instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
				instance.Hold(map[string]any{"username": "ada_lovelace"})
			},
			config: theUser(email, `username = "ada_lovelace"`, `adopt_existing = true`),
			phase:  atPlan, summary: "More than one user to adopt", at: "adopt_existing",
			says: []string{"belong to 2 users", "user_", "ada_lovelace", "import one of them by id"},
		},
	})
}

func TestAccUser_importsOfNobodyAreRefusedByThePlan(t *testing.T) {
	imports := func(id string) string {
		return "import {\n  to = clerk_user.ada\n  id = \"" + id + "\"\n}\n" + theUser(email)
	}
	runAll(t, []badInput{
		{
			name: "a name without its kind", config: imports("ada@example.com"),
			phase: atPlan, summary: "Not a user to import", at: "",
			says: []string{`"ada@example.com" names no user`, "email:ada@example.com"},
		},
		{
			name: "a kind without a name", config: imports("email:"),
			phase: atPlan, summary: "Not a user to import", at: "",
			says: []string{"external_id:42"},
		},
		{
			name: "an email address that nobody holds", config: imports("email:ada@example.com"),
			phase: atPlan, summary: "No such user", at: "",
			says: []string{`"email:ada@example.com"`, "secret_key belongs to the instance"},
		},
		{
			name: "an id that nobody has", config: imports("user_2abcdefghijklmnopqrstuvwxyz"),
			phase: atPlan, summary: "Cannot import non-existent remote object", at: "",
			says: []string{"clerk_user.ada"},
		},
		{
			name: "a user whom the API does not show", config: imports("email:ada@example.com"),
			given: answers("GET", 500),
			phase: atPlan, summary: `Could not look for the user "email:ada@example.com"`, at: "",
			says: []string{"500", "try again later"},
		},
	})
}

// struck puts fault rules into force.
func struck(rules ...emulator.FaultRule) func(*testing.T, *acctest.Instance) {
	return func(t *testing.T, instance *acctest.Instance) { faults(t, instance, rules...) }
}

// answers gives the requests of a method an error status.
func answers(method string, status int) func(*testing.T, *acctest.Instance) {
	return struck(emulator.FaultRule{Method: method, Kind: emulator.FaultStatus, Status: status})
}
