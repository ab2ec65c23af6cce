package users_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const tooManyPlanned, tooManyApplied = "The plan removes more users than max_user_deletions", "The run removes more users than max_user_deletions"

// withPolicies makes users with a policy each, and returns the states of their resources.
func withPolicies(p *acctest.Protocol, policies ...string) (states []*tfprotov6.DynamicValue) {
	for i, policy := range policies {
		made := p.Apply("clerk_user", nil, acctest.Values{"username": fmt.Sprint("somebody_", i), "deletion_policy": policy})
		states = append(states, made.State)
	}
	return states
}

func summariesOf(diagnostics []*tfprotov6.Diagnostic) (summaries []string) {
	for _, diagnostic := range acctest.Errors(diagnostics) {
		summaries = append(summaries, diagnostic.Summary)
	}
	return summaries
}

func TestUser_Destroy_deletesBansAndLocksCountAgainstTheLimit(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	states := withPolicies(p, "ban", "lock", "retain", "delete", "delete")
	p.Configure(instance, acctest.Values{"max_user_deletions": 3})
	instance.ResetLog()
	for i, want := range []acctest.Stage{acctest.Applied, acctest.Applied, acctest.Applied, acctest.Applied, acctest.Planned} {
		destroyed := p.Destroy("clerk_user", states[i])
		failed := len(acctest.Errors(destroyed.Diagnostics)) > 0
		if destroyed.Stage != want || failed != (want == acctest.Planned) {
			t.Errorf("the user %d gets as far as %s: %v", i, destroyed.Stage, summariesOf(destroyed.Diagnostics))
		}
	}
	instance.ExpectWrites(banUser, lockUser, deleteUser)
}

func TestUserResource_Delete_withoutAPlan_respectsTheLimit(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	states := withPolicies(p, "delete", "delete", "retain")
	p.Configure(instance, acctest.Values{"max_user_deletions": 1})
	instance.ResetLog()
	for i, want := range [][]string{nil, {tooManyApplied}, nil} {
		destroyed := p.DestroyUnplanned("clerk_user", states[i])
		if got := summariesOf(destroyed.Diagnostics); !slices.Equal(got, want) {
			t.Errorf("the user %d: the errors are %v, want %v", i, got, want)
		}
		if kept := len(p.Attributes("clerk_user", destroyed.State)) > 0; kept != (want != nil) {
			t.Errorf("the user %d is in the state: %t", i, kept)
		}
	}
	instance.ExpectWrites(deleteUser)
}

func TestUserResource_Plan_unknownKey_respectsTheDeletionLimit(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	states := withPolicies(p, "delete")
	p.Configure(instance, acctest.Values{"max_user_deletions": 0, "secret_key": acctest.Unknown})
	if got := summariesOf(p.Destroy("clerk_user", states[0]).Diagnostics); !slices.Equal(got, []string{tooManyPlanned}) {
		t.Errorf("the errors are %v", got)
	}
}

func TestAccUser_Plan_tooManyDeletions_namesTheUsersAndSendsNothing(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	people := func(names ...string) string {
		return "provider \"clerk\" {\n  max_user_deletions = 1\n}\nresource \"clerk_user\" \"team\" {\n  for_each = toset([\"" + strings.Join(
			names,
			`", "`,
		) + "\"])\n  username = each.key\n}\n"
	}
	workspace.Write(people("adalove", "gracehop", "katherine", "dorothyv"))
	workspace.Must("apply", "-auto-approve")
	instance.ResetLog()

	expectRefused := func(run acctest.Result, users ...string) {
		t.Helper()
		errors := run.Errors()
		if run.ExitCode == 0 || len(errors) != 1 || errors[0].Summary != tooManyPlanned {
			t.Fatalf("the errors are not one error about the limit: %s", run)
		}
		named := errors[0].Detail
		for _, warning := range run.Warnings() {
			named += warning.Detail
		}
		for _, user := range users {
			if !strings.Contains(named, `delete the user "`+user+`" (user_`) {
				t.Errorf("no message names %s:\n%s", user, named)
			}
		}
		instance.ExpectWrites()
	}
	expectRefused(workspace.Run("destroy", "-json", "-auto-approve"), "adalove", "gracehop", "katherine", "dorothyv")
	workspace.Write(people("adalove"))
	expectRefused(workspace.Run("plan", "-json", "-out=saved"), "gracehop", "katherine", "dorothyv")
	expectRefused(workspace.Run("apply", "-json", "-auto-approve"), "gracehop", "katherine", "dorothyv")

	workspace.Write(people("adalove", "gracehop", "katherine"))
	workspace.Must("apply", "-json", "-auto-approve")
	instance.ExpectWrites(deleteUser)

	// -replace is visible during plan, a taint is not: the apply deletes one user and stops.
	instance.ResetLog()
	expectRefused(
		workspace.Run(
			"apply",
			"-json",
			"-auto-approve",
			`-replace=clerk_user.team["adalove"]`,
			`-replace=clerk_user.team["gracehop"]`,
		),
		"adalove",
		"gracehop",
	)
	workspace.Must("taint", `clerk_user.team["adalove"]`)
	workspace.Must("taint", `clerk_user.team["gracehop"]`)
	replaced := workspace.Run("apply", "-json", "-auto-approve")
	if errors := replaced.Errors(); len(errors) != 1 || errors[0].Summary != tooManyApplied {
		t.Errorf("the second replacement is not refused: %s", replaced)
	}
	instance.ExpectWrites(deleteUser, createUser)
	for _, name := range []string{"adalove", "gracehop"} {
		workspace.Run("untaint", `clerk_user.team["`+name+`"]`) // one of them is a new user
	}
	if plan := workspace.Run("plan", "-json", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the state is not as the API has it: %s", plan)
	}
}

// Terraform replaces a tainted user without a plan of the destroy.
func TestUserResource_Delete_protectedUserWithoutAPlan_isAnErrorAndSendsNothing(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	p := acctest.NewProtocol(t, instance)
	created := p.Apply("clerk_user", nil, acctest.Values{"username": "adalove", "deletion_protection": true})
	instance.ResetLog()
	p.Configure(instance)
	destroyed := p.DestroyUnplanned("clerk_user", created.State)
	errors := acctest.Errors(destroyed.Diagnostics)
	if len(errors) != 1 || errors[0].Summary != "The user is protected from destruction" {
		t.Errorf("the errors are %v", errors)
	}
	instance.ExpectWrites()
}
