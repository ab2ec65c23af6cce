package users_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Tests of the advice in messages about users that appear in two resources of one run.

// conflictCase is two calls of one plan. The second one has one diagnostic, in any order of the calls.
type conflictCase struct {
	// policy is that of the user "adalove", which the plan destroys.
	policy string
	// other plans another resource. It gets the state of the user that is destroyed.
	other func(p *acctest.Protocol, state *tfprotov6.DynamicValue) []*tfprotov6.Diagnostic
	// others are users that the instance has beside it.
	others []emulator.SeedUser
	// says are parts of the message; those with a "!" are not in it.
	says []string
	// warns says that it is a warning.
	warns bool
}

func (c conflictCase) run(t *testing.T) {
	t.Helper()
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{Users: c.others})
	p := acctest.NewProtocol(t, instance)
	state := p.Apply("clerk_user", nil, acctest.Values{"username": "adalove", "deletion_policy": c.policy}).State
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		p.Configure(instance)
		var found []*tfprotov6.Diagnostic
		inOrder(
			func() { found = append(found, p.PlanDestroy("clerk_user", state)...) },
			func() { found = append(found, c.other(p, state)...) },
		)
		for _, of := range []string{"Destroying does not delete the user", "An existing user will be adopted"} {
			found = without(found, of)
		}
		severity := tfprotov6.DiagnosticSeverityError
		if c.warns {
			severity = tfprotov6.DiagnosticSeverityWarning
		}
		if len(found) != 1 || found[0].Severity != severity {
			t.Fatalf("the diagnostics are %v, want one %s", found, severity)
		}
		for _, part := range c.says {
			lacks, isAbsent := strings.CutPrefix(part, "!")
			if text := found[0].Summary + "\n" + found[0].Detail; strings.Contains(text, lacks) == isAbsent {
				t.Errorf("has %q is %t:\n%s", lacks, !isAbsent, text)
			}
		}
	})
}

// without returns the diagnostics with a summary that does not begin with the text.
func without(diagnostics []*tfprotov6.Diagnostic, summary string) (rest []*tfprotov6.Diagnostic) {
	for _, found := range diagnostics {
		if !strings.HasPrefix(found.Summary, summary) {
			rest = append(rest, found)
		}
	}
	return rest
}

// creates plans a new user with the same username.
func creates(p *acctest.Protocol, _ *tfprotov6.DynamicValue) []*tfprotov6.Diagnostic {
	return p.PlanCreate("clerk_user", acctest.Values{"username": "adalove"})
}

// adopts plans to adopt the user with the same username.
func adopts(p *acctest.Protocol, _ *tfprotov6.DynamicValue) []*tfprotov6.Diagnostic {
	return p.PlanCreate("clerk_user", acctest.Values{"username": "adalove", "adopt_existing": true})
}

// manages plans the same user in a second resource that is in the state.
func manages(p *acctest.Protocol, state *tfprotov6.DynamicValue) []*tfprotov6.Diagnostic {
	return p.PlanChange("clerk_user", state, acctest.Values{"username": "adalove"})
}

const bobsID = "user_000000000000000000000000bob"

// receives plans that another user gets the username. In the state, that user has another identifier.
func receives(p *acctest.Protocol, _ *tfprotov6.DynamicValue) []*tfprotov6.Diagnostic {
	id := p.IdentityOf("clerk_user", acctest.Values{"id": bobsID})
	return p.PlanChange("clerk_user", p.Import("clerk_user", id), acctest.Values{"username": "adalove"})
}

func TestUserResource_Plan_destroyBesideAnotherResourceOfTheUser_advisesTheSteps(t *testing.T) {
	for name, c := range map[string]conflictCase{
		"deleted and created": {
			policy: "delete", other: creates,
			says: []string{"moved {", "Remove the new resource from the configuration and apply. 2. Add it again and apply", "!state rm"},
		},
		"banned and created": {
			policy: "ban", other: creates,
			says: []string{"would ban the account", "moved {", "keeps its identifiers",
				`deletion_policy = "delete"`, "!add it again"},
		},
		"locked and adopted": {
			policy: "lock", other: adopts,
			says: []string{"would lock the account", "moved {", "If the account is to be locked", "!add it again"},
		},
		"deleted and in the state of another resource": {
			policy: "delete", other: manages,
			says: []string{"would delete the account", `terraform state rm 'clerk_user.team["ada"]'`,
				"moved block has no effect", "!moved {"},
		},
		"retained and created": {
			policy: "retain", other: creates, warns: true,
			says: []string{"Clerk will refuse", "adopt_existing = true", "moved {"},
		},
		"retained and adopted": {
			policy: "retain", other: adopts, warns: true,
			says: []string{"The account stays unchanged", "moved {", "!will refuse"},
		},
		"retained and in the state of another resource": {
			policy: "retain", other: manages, warns: true,
			says: []string{"The account stays unchanged", "terraform state rm", "moved block has no effect", "!moved {"},
		},
	} {
		t.Run(name, c.run)
	}
}

func TestUserResource_Plan_identifierOfADestroyedUser_advisesTheSteps(t *testing.T) {
	bob := []emulator.SeedUser{{ID: bobsID, Body: map[string]any{"email_address": []string{"bob@example.com"}}}}
	for name, c := range map[string]conflictCase{
		"deleted": {policy: "delete", says: []string{
			"An identifier moves between two users", "which this plan destroys", "first destroy", "!deletion_policy",
		}},
		"banned": {policy: "ban", says: []string{
			"An identifier moves between two users", "would otherwise keep the identifier",
			`deletion_policy = "ban"`, `deletion_policy = "delete"`,
		}},
	} {
		c.other, c.others = receives, bob
		t.Run(name, c.run)
	}
}

// A remedy that another one has not shown is not omitted.
func TestUser_Plan_secondConflictWithAnotherRemedy_showsIt(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	kept := p.Apply("clerk_user", nil, acctest.Values{"username": "kept", "deletion_policy": "retain"}).State
	gone := p.Apply("clerk_user", nil, acctest.Values{"username": "gone"}).State
	p.Configure(instance)
	p.PlanDestroy("clerk_user", kept)
	p.PlanDestroy("clerk_user", gone)
	create := func(name string) []*tfprotov6.Diagnostic {
		return p.PlanCreate("clerk_user", acctest.Values{"username": name})
	}
	acctest.ExpectOne(t, create("kept"), tfprotov6.DiagnosticSeverityWarning, "moved {")
	acctest.ExpectOne(t, create("gone"), tfprotov6.DiagnosticSeverityError, "moved {")
}
