package users_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Tests of users that appear in two resources of one run. Each begins with a configuration that is applied, and then
// plans another one.

// runCase is a configuration that is applied, and another one that has to fail during plan or apply.
type runCase struct {
	before, after string
	// arguments of the second command; none is a plan.
	arguments []string
	// says are parts of the output.
	says []string
	// errors is how many errors there are; 0 is one. There may be up to most, where the order of calls decides.
	errors, most int
}

// refuses applies the first configuration and expects that the second one fails, and that the API receives no write.
func (c runCase) refuses(t *testing.T) {
	t.Helper()
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	if c.before != "" {
		workspace.Write(c.before)
		workspace.Must("apply", "-auto-approve")
	}
	held := asJSON(t, instance.Users())
	instance.ResetLog()
	workspace.Write(c.after)
	if c.arguments == nil {
		c.arguments = []string{"plan"}
	}
	run := workspace.Run(append(c.arguments, "-json")...)
	errors := run.Errors()
	if least := max(c.errors, 1); run.ExitCode == 0 || len(errors) < least || len(errors) > max(least, c.most) {
		t.Fatalf("the run has %d errors, want %d: %s", len(errors), least, run)
	}
	text := ""
	for _, problem := range append(errors, run.Warnings()...) {
		text += problem.Summary + "\n" + problem.Detail + "\n"
	}
	for _, part := range append(c.says, "!This is a bug") {
		lacks, isAbsent := strings.CutPrefix(part, "!")
		if strings.Contains(text, lacks) == isAbsent {
			t.Errorf("has %q is %t:\n%s", lacks, !isAbsent, text)
		}
	}
	instance.ExpectWrites()
	if got := asJSON(t, instance.Users()); got != held {
		t.Errorf("the users have changed:\n%s\n%s", held, got)
	}
}

func asJSON(t *testing.T, value any) string {
	t.Helper()
	text, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// member is a clerk_user with an email address of its own.
func member(address, email string, lines ...string) string {
	return fmt.Sprintf(
		"resource \"clerk_user\" %q {\n  email_addresses = [%q]\n  %s\n}\n",
		address,
		email,
		strings.Join(lines, "\n  "),
	)
}

const renamedSummary = "The plan destroys a user that it also manages"

func TestAccUser_renameWithoutMoved_failsThePlanWithEachPolicy(t *testing.T) {
	t.Parallel()
	for _, policy := range []string{"delete", "ban", "lock"} {
		for adopts, does := range map[bool]string{true: "adopts it in another one", false: "creates a user with the same email address"} {
			t.Run(fmt.Sprintf("%s, adopt_existing = %t", policy, adopts), func(t *testing.T) {
				lines := []string{fmt.Sprintf("deletion_policy = %q", policy), fmt.Sprintf("adopt_existing = %t", adopts)}
				runCase{
					before: member("old", "ada@example.com", lines...), after: member("new", "ADA@example.com", lines...),
					says: []string{
						renamedSummary,
						`the user "ada@example.com" (user_`,
						does,
						"would " + policy + " the account",
						"moved {",
						"from = clerk_user.old_address",
					},
				}.refuses(t)
			})
		}
	}
}

func TestAccUser_forEachKeyChangedWithoutMoved_failsThePlanForEachUser(t *testing.T) {
	users := func(key string) string {
		return fmt.Sprintf(`resource "clerk_user" "team" {
			for_each        = { for i in range(5) : "${%s}" => "user${i}@example.com" }
			email_addresses = [each.value]
			adopt_existing  = true
		}`, key)
	}
	runCase{
		before: users("i"),
		after:  users("i + 100"),
		errors: 5,
		says: []string{
			renamedSummary,
			"user0@example.com",
			"user4@example.com",
			"moved {",
			"Another error of this plan shows what to do.",
		},
	}.refuses(t)
}

func TestAccUser_renameWithMoved_plansNoChange(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("old", "ada@example.com", "adopt_existing = true"))
	workspace.Must("apply", "-auto-approve")
	id := instance.OnlyUser().ID
	instance.ResetLog()
	workspace.Write(
		member(
			"new",
			"ada@example.com",
			"adopt_existing = true",
		) + "moved {\n  from = clerk_user.old\n  to = clerk_user.new\n}\n",
	)
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites()
	if got := instance.OnlyUser().ID; got != id {
		t.Errorf("the user is %s, want %s", got, id)
	}
}

func TestAccUser_renameWithPolicyRetain_warnsAndKeepsTheUser(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("old", "ada@example.com", `deletion_policy = "retain"`))
	workspace.Must("apply", "-auto-approve")
	id := instance.OnlyUser().ID
	instance.ResetLog()
	workspace.Write(member("new", "ada@example.com", `deletion_policy = "retain"`, "adopt_existing = true"))
	run := workspace.Must("apply", "-auto-approve")
	if !strings.Contains(run.Stdout, "A user moves from one resource to another one") {
		t.Errorf("the plan does not warn: %s", run)
	}
	instance.ExpectWrites()
	if got := instance.OnlyUser(); got.ID != id || got.Banned {
		t.Errorf("the user is %+v", got)
	}
}

func TestAccUser_replace_adoptingResource_isRefused(t *testing.T) {
	for name, lifecycle := range map[string]string{"delete first": "", "create first": "lifecycle {\n    create_before_destroy = true\n  }"} {
		t.Run(name, func(t *testing.T) {
			config := member("it", "ada@example.com", "adopt_existing = true", lifecycle)
			runCase{
				before: config, after: config, arguments: []string{"apply", "-auto-approve", "-replace=clerk_user.it"},
				says: []string{"A user cannot be replaced and adopted", "adopt_existing"},
			}.refuses(t)
		})
	}
}

func TestAccUser_replace_keptByItsPolicyOrProtected_isRefused(t *testing.T) {
	for line, says := range map[string]string{
		`deletion_policy = "ban"`:    "The user cannot be replaced",
		`deletion_policy = "lock"`:   "The user cannot be replaced",
		`deletion_policy = "retain"`: "The user cannot be replaced",
		`deletion_protection = true`: "The user is protected from destruction",
	} {
		t.Run(line, func(t *testing.T) {
			config := member("it", "ada@example.com", line)
			runCase{
				before:    config,
				after:     config,
				arguments: []string{"plan", "-replace=clerk_user.it"},
				says:      []string{says},
			}.refuses(
				t,
			)
		})
	}
}

func TestAccUser_replace_deletesTheAccountAndCreatesANewOne(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("it", "ada@example.com"))
	workspace.Must("apply", "-auto-approve")
	id := instance.OnlyUser().ID
	instance.ResetLog()
	workspace.Must("apply", "-auto-approve", "-replace=clerk_user.it")
	instance.ExpectWrites(deleteUser, createUser)
	if got := instance.OnlyUser().ID; got == id {
		t.Errorf("the user is still %s", id)
	}
	workspace.Must("plan", "-detailed-exitcode")
}

func TestAccUser_taintedUser_isReplacedOrUntainted(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("it", "ada@example.com"))
	workspace.Must("apply", "-auto-approve")
	id := instance.OnlyUser().ID
	workspace.Must("taint", "clerk_user.it")
	workspace.Must("untaint", "clerk_user.it")
	workspace.Must("plan", "-detailed-exitcode")
	workspace.Must("taint", "clerk_user.it")
	workspace.Must("apply", "-auto-approve")
	if got := instance.OnlyUser().ID; got == id {
		t.Errorf("the user is still %s", id)
	}
	workspace.Must("plan", "-detailed-exitcode")
}

func TestAccUser_secondResourceAdoptsAManagedUser_failsThePlan(t *testing.T) {
	config := member("first", "ada@example.com")
	runCase{
		before: config, after: config + member("second", "ada@example.com", "adopt_existing = true"),
		says: []string{"Two resources manage one user", `the user "ada@example.com" (user_`, "removed {", "!import {"},
	}.refuses(t)
}

func TestAccUser_oneUserImportedTwice_failsThePlan(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
	workspace := acctest.NewWorkspace(t, instance)
	config := member("first", "ada@example.com") + member("second", "ada@example.com")
	for _, name := range []string{"first", "second"} {
		config += fmt.Sprintf("import {\n  to = clerk_user.%s\n  id = %q\n}\n", name, id)
	}
	workspace.Write(config)
	run := workspace.Run("plan", "-json")
	if errors := run.Errors(); len(errors) != 1 || errors[0].Summary != "Two resources manage one user" {
		t.Errorf("the plan is not refused with one error: %s", run)
	}
}

func TestAccUser_handedOverWithRemovedAndImport_plansNoWrite(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("old", "ada@example.com"))
	workspace.Must("apply", "-auto-approve")
	id := instance.OnlyUser().ID
	instance.ResetLog()
	workspace.Write(member("new", "ada@example.com") + fmt.Sprintf(
		"removed {\n  from = clerk_user.old\n  lifecycle {\n    destroy = false\n  }\n}\nimport {\n  to = clerk_user.new\n  id = %q\n}\n",
		id,
	))
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites()
	if got := instance.OnlyUser().ID; got != id {
		t.Errorf("the user is %s, want %s", got, id)
	}
}

func TestAccUser_importBesideDestroy_failsThePlan(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("old", "ada@example.com"))
	workspace.Must("apply", "-auto-approve")
	id := instance.OnlyUser().ID
	workspace.Write(member("new", "ada@example.com") + fmt.Sprintf("import {\n  to = clerk_user.new\n  id = %q\n}\n", id))
	run := workspace.Run("plan", "-json")
	if errors := run.Errors(); len(errors) != 1 || errors[0].Summary != renamedSummary {
		t.Errorf("the plan is not refused with one error: %s", run)
	}
}

func TestAccUser_oneEmailAddressInTwoResources_failsThePlan(t *testing.T) {
	for name, after := range map[string]string{
		"two resources": member("first", "ada@example.com") + member("second", "ada@example.com"),
		"two rows in different case": `resource "clerk_user" "team" {
			for_each        = toset(["ada@example.com", "Ada@Example.com"])
			email_addresses = [each.key]
		}`,
		"one new, one managed": member("first", "ada@example.com") + member("second", "eve@example.com"),
	} {
		t.Run(name, func(t *testing.T) {
			c := runCase{
				after: after,
				says:  []string{"Two users have one identifier", `email address "ada@example.com"`, "!import {", "!adopt_existing"},
			}
			if name == "one new, one managed" {
				c.before = after
				c.after = member("first", "ada@example.com") +
					"resource \"clerk_user\" \"second\" {\n  email_addresses = [\"eve@example.com\", \"ada@example.com\"]\n  primary_email_address = \"eve@example.com\"\n}\n"
			}
			c.refuses(t)
		})
	}
}

func TestAccUser_countOverAListWithoutItsFirstRow_failsThePlan(t *testing.T) {
	team := func(names ...string) string {
		return fmt.Sprintf(`locals {
			team = ["%s"]
		}
		resource "clerk_user" "team" {
			count           = length(local.team)
			email_addresses = ["${local.team[count.index]}@example.com"]
		}`, strings.Join(names, `", "`))
	}
	runCase{
		before: team("ada", "bob", "cyd"),
		after:  team("bob", "cyd"),
		most:   2,
		says: []string{
			"A user would get the identifiers of another user",
			`the user "bob@example.com" (user_`,
			"for_each",
			"moved {",
		},
	}.refuses(t)
}

func TestAccUser_addressPassesBetweenTwoUsers_failsThePlanWithTheSteps(t *testing.T) {
	two := func(a, b string) string {
		return fmt.Sprintf("resource \"clerk_user\" \"a\" {\n  username = \"user-a\"\n  email_addresses = [%s]\n}\n"+
			"resource \"clerk_user\" \"b\" {\n  username = \"user-b\"\n  email_addresses = [%s]\n}\n", a, b)
	}
	runCase{
		before: two(`"shared@example.com"`, ""), after: two("", `"shared@example.com"`),
		says: []string{"An identifier moves between two users", `email address "shared@example.com"`, "Use two steps"},
	}.refuses(t)
}

func TestAccUser_savedPlan_adoptedUserWasDeleted_createsNone(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("it", "ada@example.com", "adopt_existing = true"))
	workspace.Must("plan", "-out=saved")
	instance.DeleteUser(id)
	instance.ResetLog()
	run := workspace.Run("apply", "-json", "saved")
	if len(run.Errors()) != 1 || !strings.Contains(run.Stdout, "run terraform plan again") {
		t.Errorf("the apply is not refused: %s", run)
	}
	instance.ExpectWrites()
	if users := instance.Users(); len(users) != 0 {
		t.Errorf("the apply created %v", users)
	}
}

func TestAccUser_savedPlan_userAppearedSinceThen_isNotAdopted(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("it", "ada@example.com", "adopt_existing = true", `first_name = "Ada"`))
	workspace.Must("plan", "-out=saved")
	instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
	instance.ResetLog()
	run := workspace.Run("apply", "-json", "saved")
	if len(run.Errors()) != 1 || !strings.Contains(run.Stdout, "run terraform plan again") {
		t.Errorf("the apply is not refused: %s", run)
	}
	instance.ExpectWrites()
	if got := instance.OnlyUser(); got.FirstName != nil {
		t.Errorf("the user was changed: %+v", got)
	}
}

func TestAccUser_adoptedUserHasAnotherIdentifier_isRefused(t *testing.T) {
	t.Parallel()
	for name, test := range map[string]struct {
		held  map[string]any
		lines string
		says  []string
	}{
		"external id": {
			map[string]any{"email_address": []string{"ada@example.com"}, "external_id": "7"}, `external_id = "42"`,
			[]string{"another external id", `"7"`, `"42"`},
		},
		"username": {
			map[string]any{"email_address": []string{"ada@example.com"}, "username": "bob_the_builder"}, `username = "adalove"`,
			[]string{"another username", `"bob_the_builder"`, `"adalove"`},
		},
		"email address": {
			map[string]any{"email_address": []string{"bob@example.com"}, "username": "adalove"}, `username = "adalove"`,
			[]string{"another email address", "`bob@example.com`", "`ada@example.com`"},
		},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			instance.Hold(test.held)
			workspace := acctest.NewWorkspace(t, instance)
			workspace.Write(member("it", "ada@example.com", "adopt_existing = true", test.lines))
			run := workspace.Run("plan", "-json")
			errors := run.Errors()
			if len(errors) != 1 {
				t.Fatalf("the plan is not refused with one error: %s", run)
			}
			for _, part := range test.says {
				if text := errors[0].Summary + errors[0].Detail; !strings.Contains(text, part) {
					t.Errorf("the error lacks %q: %s", part, text)
				}
			}
		})
	}
}

func TestAccUser_emptyRosterOf60Users_isOneErrorThatFitsOnAScreen(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	roster := func(count int) string {
		return fmt.Sprintf("provider \"clerk\" {\n  max_user_deletions = 5\n  rate_limit = 100000\n}\n"+
			"resource \"clerk_user\" \"team\" {\n  count = %d\n  username = \"user-number-${count.index}\"\n}\n", count)
	}
	workspace.Write(roster(60))
	workspace.Must("apply", "-auto-approve")
	instance.ResetLog()
	workspace.Write(roster(0))
	run := workspace.Run("plan", "-no-color")
	errors := strings.Count(run.Stderr, "Error: ")
	if run.ExitCode == 0 || errors != 1 ||
		!strings.Contains(strings.Join(strings.Fields(run.Stderr), " "), "failed to load") {
		t.Errorf("%d errors, want one: %s", errors, run)
	}
	at := strings.Index(run.Stdout, "Warning: More users than")
	if lines := strings.Count(run.Stderr, "\n") + strings.Count(run.Stdout[max(at, 0):], "\n"); at < 0 || lines > 50 {
		t.Errorf("the messages have %d lines, want at most 50:\n%s%s", lines, run.Stdout[max(at, 0):], run.Stderr)
	}
	instance.ExpectWrites()
}

// The adoption is not visible during plan, because its identifier is not known then.
func TestUser_Delete_ofAUserThatTheRunHasAdopted_keepsTheAccount(t *testing.T) {
	t.Parallel()
	for _, policy := range []string{"delete", "ban", "lock"} {
		instance := acctest.NewInstance(t)
		p := acctest.NewProtocol(t, instance)
		old := p.Apply("clerk_user", nil, acctest.Values{"username": "adalove", "deletion_policy": policy})
		p.Configure(instance)
		instance.ResetLog()
		adopted := p.Apply("clerk_user", nil, acctest.Values{"username": "adalove", "adopt_existing": true})
		if adopted.Stage != acctest.Applied {
			t.Fatalf("%s: the user is not adopted: %v", policy, summariesOf(adopted.Diagnostics))
		}
		gone := p.DestroyUnplanned("clerk_user", old.State)
		if len(acctest.Errors(gone.Diagnostics)) > 0 || len(gone.Diagnostics) != 1 ||
			gone.Diagnostics[0].Summary != "The user is kept" {
			t.Errorf("%s: the diagnostics are %v", policy, gone.Diagnostics)
		}
		if len(p.Attributes("clerk_user", gone.State)) != 0 {
			t.Errorf("%s: the old resource is still in the state", policy)
		}
		instance.ExpectWrites()
	}
}

func TestUser_Plan_destroyAndCreateInBothOrders_failTheSecondCall(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	ada := acctest.Values{"username": "adalove"}
	state := p.Apply("clerk_user", nil, ada).State
	destroy := func() []string { return summariesOf(p.PlanDestroy("clerk_user", state)) }
	create := func() []string { return summariesOf(p.PlanCreate("clerk_user", ada)) }
	for name, calls := range map[string][2]func() []string{
		"the destroy first": {destroy, create}, "the create first": {create, destroy},
	} {
		p.Configure(instance)
		if first := calls[0](); len(first) != 0 {
			t.Errorf("%s: the first call fails: %v", name, first)
		}
		if second := calls[1](); len(second) != 1 || second[0] != renamedSummary {
			t.Errorf("%s: the second call has the errors %v", name, second)
		}
	}
}

// A holder that is deleted between the refusal and the lookup no longer stands in the way.
func TestUserResource_Create_holderOfATakenIdentifierWasDeleted_retriesOnce(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	id := instance.Hold(map[string]any{"username": "adalove"})
	p.Configure(instance, acctest.Values{"api_url": instance.Front(func(_ http.ResponseWriter, r *http.Request) bool {
		if r.Method == http.MethodGet {
			instance.DeleteUser(id)
		}
		return false
	})})
	made := p.Apply("clerk_user", nil, acctest.Values{"username": "adalove"})
	if len(acctest.Errors(made.Diagnostics)) > 0 {
		t.Fatalf("the user is not created: %v", summariesOf(made.Diagnostics))
	}
	if got := instance.OnlyUser(); got.ID == id || textOf(got.Username) != "adalove" {
		t.Errorf("the user is %+v", got)
	}
}

func TestAccUser_taintedUserThatIsAdoptedAgain_keepsItsAccount(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("it", "ada@example.com", "adopt_existing = true"))
	workspace.Must("apply", "-auto-approve")
	id := instance.OnlyUser().ID
	workspace.Must("taint", "clerk_user.it")
	instance.ResetLog()
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites()
	if got := instance.OnlyUser().ID; got != id {
		t.Errorf("the user is %s, want %s", got, id)
	}
	workspace.Must("plan", "-detailed-exitcode")
	workspace.Must("destroy", "-auto-approve")
	instance.ExpectWrites(deleteUser)
}

func TestAccUser_updatedUserDeletedOutside_isNoReplacement(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	config := "provider \"clerk\" {\n  max_user_deletions = 0\n}\n"
	workspace.Write(config + member("it", "ada@example.com", "adopt_existing = true"))
	workspace.Must("apply", "-auto-approve")
	workspace.Write(config + member("it", "ada@example.com", "adopt_existing = true", `first_name = "Ada"`))
	workspace.Must("apply", "-auto-approve")
	instance.DeleteUser(instance.OnlyUser().ID)
	workspace.Must("apply", "-auto-approve")
	if got := textOf(instance.OnlyUser().FirstName); got != "Ada" {
		t.Errorf("the user is %q", got)
	}
}

func TestAccUser_setWithoutAnAddressThatAnotherResourceManages_failsThePlan(t *testing.T) {
	users := func(addresses string) string {
		return "resource \"clerk_user\" \"it\" {\n  username = \"adalove\"\n  " + addresses + "\n}\n" +
			"resource \"clerk_email_address\" \"b\" {\n  user_id = clerk_user.it.id\n  email_address = \"b@example.com\"\n  verified = true\n}\n"
	}
	runCase{
		before: users(""), after: users(`email_addresses = ["a@example.com"]`),
		says: []string{"that another resource manages", "b@example.com", "Add it to the set of the clerk_user"},
	}.refuses(t)
}
