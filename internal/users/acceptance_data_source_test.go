package users_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// seeded returns an instance that holds the users.
func seeded(t *testing.T, users ...emulator.SeedUser) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t)
	if err := instance.Seed(emulator.Seed{Users: users}); err != nil {
		t.Fatal(err)
	}
	return instance
}

// outputs is a step that applies a configuration and checks its outputs.
func outputs(config string, want map[string]knownvalue.Check) acctest.Step {
	step := applies(config)
	for name, value := range want {
		step.ConfigStateChecks = append(step.ConfigStateChecks, statecheck.ExpectKnownOutputValue(name, value))
	}
	return step
}

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

func TestAccUserDataSource_findsAUserByEachKeyWhateverTheSpellingAndShowsTheOtherKeys(t *testing.T) {
	t.Parallel()
	const wallet, otherWallet = "0x1234567890abcdef1234567890abcdef12345678", "0xabcdef1234567890abcdef1234567890abcdef12"
	instance := seeded(t,
		emulator.SeedUser{ID: "user_ada", Body: map[string]any{
			"external_id": "-1", "username": "ada_lovelace", "email_address": []string{"ada@example.com", "lovelace@example.com"},
			"phone_number": []string{"+12025550123", "+12025550124"}, "web3_wallet": []string{wallet, otherWallet},
		}},
		emulator.SeedUser{ID: "user_grace", Body: map[string]any{
			"external_id": "1", "username": "grace", "email_address": []string{"grace@example.com"},
			"phone_number": []string{"+12025550199"},
		}})
	var config strings.Builder
	step := acctest.Step{Writes: acctest.None}
	for key, stated := range map[string]string{
		"id": "user_ada", "email_address": "Lovelace@Example.com", "phone_number": "+12025550124", "username": "Ada_Lovelace",
		"external_id": "-1", "web3_wallet": "0x" + strings.ToUpper(otherWallet[2:]),
	} {
		fmt.Fprintf(&config, "data \"clerk_user\" %q {\n  %s = %q\n}\n", key, key, stated)
		for name, value := range map[string]string{
			"id": "user_ada", "external_id": "-1", "username": "ada_lovelace", "primary_email_address": "ada@example.com",
			"email_address": "ada@example.com", "phone_number": "+12025550123", "web3_wallet": wallet,
		} {
			if name == key {
				value = stated
			}
			step.ConfigStateChecks = append(step.ConfigStateChecks,
				statecheck.ExpectKnownValue("data.clerk_user."+key, tfjsonpath.New(name), text(value)))
		}
		step.ConfigStateChecks = append(step.ConfigStateChecks,
			statecheck.ExpectKnownValue("data.clerk_user."+key, tfjsonpath.New("exists"), knownvalue.Bool(true)),
			statecheck.ExpectKnownValue("data.clerk_user."+key, tfjsonpath.New("email_addresses").AtSliceIndex(1).AtMapKey("verification").AtMapKey("status"), text("verified")))
	}
	step.Config = config.String()
	instance.Run(t, []acctest.Step{step}, nil)
}

func TestAccUserDataSource_aMissingUserIsNullsWhereThatIsAllowed(t *testing.T) {
	t.Parallel()
	instance := seeded(t)
	step := applies(`
data "clerk_user" "it" {
  email_address = "nobody@example.com"
  allow_missing = true
}
data "clerk_user" "by_id" {
  id            = "user_nobody"
  allow_missing = true
}`)
	for name, value := range map[string]knownvalue.Check{
		"exists": knownvalue.Bool(false), "email_address": text("nobody@example.com"), "id": knownvalue.Null(),
		"username": knownvalue.Null(), "banned": knownvalue.Null(), "email_addresses": knownvalue.Null(), "public_metadata": knownvalue.Null(),
	} {
		step.ConfigStateChecks = append(step.ConfigStateChecks, statecheck.ExpectKnownValue("data.clerk_user.it", tfjsonpath.New(name), value))
	}
	step.ConfigStateChecks = append(step.ConfigStateChecks,
		statecheck.ExpectKnownValue("data.clerk_user.by_id", tfjsonpath.New("exists"), knownvalue.Bool(false)))
	instance.Run(t, []acctest.Step{step}, nil)
}

func TestAccUserDataSource_anUnknownKeyIsReadInTheApply(t *testing.T) {
	t.Parallel()
	instance := seeded(t)
	step := outputs(`
resource "clerk_user" "it" {
  email_addresses = ["it@example.com"]
  first_name      = "Ada"
}
data "clerk_user" "it" {
  id = clerk_user.it.id
}
output "name" { value = data.clerk_user.it.first_name }`, map[string]knownvalue.Check{"name": text("Ada")})
	step.Writes = []string{createUser}
	step.ConfigPlanChecks.PreApply = []plancheck.PlanCheck{
		plancheck.ExpectUnknownOutputValue("name"),
		plancheck.ExpectResourceAction("data.clerk_user.it", plancheck.ResourceActionRead),
	}
	instance.Run(t, []acctest.Step{step}, nil)
}

func TestAccUserDataSource_twoHundredByEmailAreAtMostTwentyFiveRequestsInAPlan(t *testing.T) {
	t.Parallel()
	const people, most = 200, 25
	instance := acctest.NewInstance(t)
	instance.SeedUsers(people)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(fmt.Sprintf(`
locals {
  usernames = [for number in range(1, %d) : format("user-%%06d", number)]
}
data "clerk_user" "it" {
  count         = length(local.usernames)
  email_address = "${upper(local.usernames[count.index])}@example.com"
}
output "each_is_right" {
  value = data.clerk_user.it[*].username == local.usernames
}`, people+1))
	plan := workspace.Must("plan", "-parallelism=10", "-no-color")
	if !strings.Contains(plan.Stdout, "each_is_right = true") {
		t.Errorf("users were mixed up: %s", plan)
	}
	reads := len(instance.Reads())
	t.Logf("%d data sources are %d requests in one plan", people, reads)
	if reads > most {
		t.Errorf("%d requests, want at most %d", reads, most)
	}
}

func TestAccUserDataSource_badInput(t *testing.T) {
	lookup := func(attributes ...string) string {
		return "data \"clerk_user\" \"it\" {\n  " + strings.Join(attributes, "\n  ") + "\n}\n"
	}
	shared := func(t *testing.T, instance *acctest.Instance) {
		t.Helper()
		if err := instance.Seed(emulator.Seed{Users: []emulator.SeedUser{
			{ID: "user_a", Body: map[string]any{"username": "countess"}, Unverified: []string{"shared@example.com", "+12025550123"}},
			{ID: "user_b", Body: map[string]any{"username": "grace"}, Unverified: []string{"shared@example.com", "+12025550123"}},
		}}); err != nil {
			t.Fatal(err)
		}
	}
	const missing, ambiguous = "No such user", "More than one user"
	runAll(t, []badInput{
		{
			name: "no key", config: lookup(`allow_missing = true`),
			phase: atValidate, summary: "No user is named", at: `data "clerk_user" "it"`,
			says: []string{"exactly one of id, email_address, phone_number, username, external_id and web3_wallet", "null does not count"},
		},
		{
			name: "two keys", config: lookup(`id = "user_a"`, `username = "countess"`), given: shared,
			phase: atValidate, summary: "Two ways to name the user", at: "username", says: []string{"id and username"},
		},
		{
			name: "an empty email address", config: lookup(`email_address = ""`),
			phase: atValidate, summary: "Not an email address", at: "email_address",
		},
		{
			name: "an empty external id", config: lookup(`external_id = ""`),
			phase: atValidate, summary: "Empty value", at: "external_id", says: []string{"leave the attribute out"},
		},
		{
			name: "an empty username", config: lookup(`username = ""`),
			phase: atValidate, summary: "Empty value", at: "username",
		},
		{
			name: "something else for an id", config: lookup(`id = "ada@example.com"`),
			phase: atValidate, summary: "Not the id of a user", at: "id", says: []string{`"user_2abcDEF…"`},
		},
		{
			name: "an unknown id", config: lookup(`id = "user_nobody"`),
			phase: atPlan, summary: missing, at: "id",
			says: []string{`No user of the instance has the id "user_nobody"`, "secret_key belongs to the instance", "allow_missing = true"},
		},
		{
			name: "an unknown email address", config: lookup(`email_address = "nobody@example.com"`),
			phase: atPlan, summary: missing, at: "email_address", says: []string{`the email address "nobody@example.com"`},
		},
		{
			name: "an email address of two users", given: shared, config: lookup(`email_address = "Shared@example.com"`),
			phase: atPlan, summary: ambiguous, at: "email_address",
			says: []string{"2 users: ", "user_a", "user_b", "none of them has verified", "by id"},
		},
		{
			name: "a phone number of two users where none is allowed", given: shared, config: lookup(`phone_number = "+12025550123"`, `allow_missing = true`),
			phase: atPlan, summary: ambiguous, at: "phone_number", says: []string{"2 users: "},
		},
		{
			name: "an API that fails", config: lookup(`username = "countess"`),
			given: func(t *testing.T, instance *acctest.Instance) {
				t.Helper()
				if err := instance.SetFaults(emulator.Faults{Rules: []emulator.FaultRule{{Kind: "status", Status: 500}}}); err != nil {
					t.Fatal(err)
				}
			},
			phase: atPlan, summary: `Could not look for the user with the username "countess"`, at: `data "clerk_user" "it"`,
			says: []string{"https://status.clerk.com"},
		},
	})
}

func TestAccUserDataSource_waitsForAKeyThatMayTurnOutToBeNull(t *testing.T) {
	t.Parallel()
	instance := seeded(t, emulator.SeedUser{ID: "user_ada", Body: map[string]any{"username": "ada_lovelace"}})
	config := `
resource "terraform_data" "it" {
  input = "ada_lovelace"
}
data "clerk_user" "it" {
  id       = terraform_data.it.output == "ada_lovelace" ? null : "user_grace"
  username = terraform_data.it.output
}
output "id" { value = data.clerk_user.it.id }`
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(config)
	workspace.Must("apply", "-auto-approve")
	if id := workspace.State().Values.Outputs["id"].Value; id != "user_ada" {
		t.Errorf("it found %v", id)
	}
}
