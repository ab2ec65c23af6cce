package users_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// seeded returns an instance that holds the users.
func seeded(t *testing.T, users ...emulator.SeedUser) *acctest.Instance {
	t.Helper()
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{Users: users})
	return instance
}

// outputs is a step that applies a configuration and checks its outputs.
func outputs(config string, want map[string]knownvalue.Check) acctest.Step {
	step := acctest.Applies(config)
	for name, value := range want {
		step.StateChecks = append(step.StateChecks, statecheck.ExpectKnownOutputValue(name, value))
	}
	return step
}

func text(value string) knownvalue.Check { return knownvalue.StringExact(value) }

func TestAccUserDataSource_Read_eachKeyInAnySpelling_findsTheUser(t *testing.T) {
	t.Parallel()
	const wallet, otherWallet = "0x1234567890abcdef1234567890abcdef12345678", "0xabcdef1234567890abcdef1234567890abcdef12"
	instance := seeded(t,
		emulator.SeedUser{ID: "user_ada", Body: map[string]any{
			"external_id":   "-1",
			"username":      "ada_lovelace",
			"email_address": []string{"ada@example.com", "lovelace@example.com"},
			"phone_number":  []string{"+12025550123", "+12025550124"},
			"web3_wallet":   []string{wallet, otherWallet},
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
			step.StateChecks = append(step.StateChecks,
				statecheck.ExpectKnownValue("data.clerk_user."+key, tfjsonpath.New(name), text(value)))
		}
		step.StateChecks = append(
			step.StateChecks,
			statecheck.ExpectKnownValue("data.clerk_user."+key, tfjsonpath.New("exists"), knownvalue.Bool(true)),
			statecheck.ExpectKnownValue(
				"data.clerk_user."+key,
				tfjsonpath.New("email_addresses").AtSliceIndex(1).AtMapKey("verification").AtMapKey("status"),
				text("verified"),
			),
		)
	}
	step.Config = config.String()
	instance.Run(t, []acctest.Step{step}, nil)
}

func TestAccUserDataSource_aMissingUserIsNullsWhereThatIsAllowed(t *testing.T) {
	t.Parallel()
	instance := seeded(t)
	step := acctest.Applies(`
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
		step.StateChecks = append(
			step.StateChecks,
			statecheck.ExpectKnownValue("data.clerk_user.it", tfjsonpath.New(name), value),
		)
	}
	step.StateChecks = append(step.StateChecks,
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
	step.PlanChecks = []plancheck.PlanCheck{
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

func TestUserDataSource_Read_identifierOfTwoUsers_isAnError(t *testing.T) {
	unverified := []string{"shared@example.com", "+12025550123"}
	shared := func(t *testing.T, instance *acctest.Instance) {
		t.Helper()
		instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{
			{ID: "user_a", Body: map[string]any{"username": "countess"}, Unverified: unverified},
			{ID: "user_b", Body: map[string]any{"username": "grace"}, Unverified: unverified},
		}})
	}
	acctest.RunBadInputs(t, "data clerk_user", []acctest.BadInput{
		{
			Name: "email address", API: shared, Config: acctest.Values{"email_address": "Shared@example.com"},
			Stage: acctest.Planned, Attribute: "email_address", Summary: "More than one user",
			Details: "2 users: |user_a|user_b|verified|by id",
		},
		{
			Name: "phone number with allow_missing", API: shared,
			Config: acctest.Values{"phone_number": "+12025550123", "allow_missing": true},
			Stage:  acctest.Planned, Attribute: "phone_number", Summary: "More than one user", Details: "2 users: ",
		},
	})
}

func TestUserDataSource_Read_unverifiedIdentifier_warns(t *testing.T) {
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{Users: []emulator.SeedUser{{
		ID: "user_mallory", Body: map[string]any{"username": "mallory", "phone_number": []string{"+12025550199"}},
		Unverified: []string{"boss@example.com"},
	}}})
	p := acctest.NewProtocol(t, instance)
	warned := p.TryRead("clerk_user", acctest.Values{"email_address": "boss@example.com"}).Diagnostics
	acctest.ExpectOne(t, warned, acctest.IsWarning, "has not verified the email address", "user_mallory", "by id")
	acctest.ExpectNone(t, p.TryRead("clerk_user", acctest.Values{"phone_number": "+12025550199"}).Diagnostics)
	acctest.ExpectNone(t, p.TryRead("clerk_user", acctest.Values{"id": "user_mallory"}).Diagnostics)
	acctest.ExpectNone(t, p.TryRead("clerk_user", acctest.Values{"username": "mallory"}).Diagnostics)
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
