package usertotp_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUserTOTP_Plan_renameWithoutMoved_fails(t *testing.T) {
	t.Parallel()
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, id := withCountess(t)
		run := acctest.NewCalls(t, instance, "clerk_user_totp")
		values := acctest.Values{"user_id": id, "replace_existing": true}
		held := run.Create(instance, values)
		run.Configure(instance)
		var found []*tfprotov6.Diagnostic
		inOrder(
			func() { found = append(found, acctest.Errors(run.Plan(held, nil).Diagnostics)...) },
			func() { found = append(found, acctest.Errors(run.Plan(acctest.Object{}, values).Diagnostics)...) },
		)
		acctest.ExpectOne(t, found, acctest.IsError, "the TOTP of the user "+id, "renamed", "from = clerk_user_totp.OLD_NAME")
	})
}

func TestAccUserTOTP_Delete_TOTPOfAnotherResource_isKept(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	run := acctest.NewCalls(t, instance, "clerk_user_totp")
	held := run.Create(instance, acctest.Values{"user_id": id})
	destroy := run.Plan(held, nil)
	run.Configure(instance)
	run.Plan(acctest.Object{}, acctest.Values{"user_id": id, "replace_existing": true})
	_, diagnostics := run.Apply(destroy)
	acctest.ExpectOne(t, diagnostics, acctest.IsWarning, "The TOTP was kept", id)
	if !instance.OnlyUser().TOTPEnabled {
		t.Error("the TOTP was deleted")
	}
}

func TestAccUserTOTP_Plan_replace_enrolsANewSecretWithoutDeleting(t *testing.T) {
	t.Parallel()
	acctest.Replacements(t, func(t *testing.T, lifecycle string, replace func(*acctest.Workspace) acctest.Result) {
		instance, id := withCountess(t)
		workspace := acctest.NewWorkspace(t, instance)
		workspace.Write(totpOf(id, "replace_existing = true", lifecycle))
		workspace.Must("apply", "-auto-approve")
		before, _ := instance.TOTPSecret(id)
		instance.ResetLog()
		acctest.ExpectSuccess(t, replace(workspace))
		instance.ExpectWrites(updateUser)
		after, _ := instance.TOTPSecret(id)
		if held, _ := workspace.Resource("clerk_user_totp.it"); after == before || held["secret"] != after {
			t.Errorf("the secret %s became %s, and the state has %v", before, after, held["secret"])
		}
		workspace.Must("destroy", "-auto-approve")
		holdsSecret(t, instance, id, "")()
	})
}

func TestAccUserTOTP_Plan_replaceWithoutReplaceExisting_fails(t *testing.T) {
	t.Parallel()
	acctest.Replacements(t, func(t *testing.T, lifecycle string, replace func(*acctest.Workspace) acctest.Result) {
		instance, id := withCountess(t)
		workspace := acctest.NewWorkspace(t, instance)
		workspace.Write(totpOf(id, lifecycle))
		workspace.Must("apply", "-auto-approve")
		before, _ := instance.TOTPSecret(id)
		instance.ResetLog()
		if result := replace(workspace); result.ExitCode == 0 || !strings.Contains(result.Stderr, "replace_existing") {
			t.Errorf("the apply does not name the setting: %s", result)
		}
		instance.ExpectWrites()
		holdsSecret(t, instance, id, before)()
		workspace.Run("untaint", "clerk_user_totp.it")
		if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
			t.Errorf("the next plan is not empty: %s", plan)
		}
	})
}

func TestAccUserTOTP_Update_userIDUnknownDuringPlan_keepsTheSecretOfTheSameUser(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(acctest.BehindDataSource(1, "countess", "clerk_user_totp"))
	workspace.Must("apply", "-auto-approve")
	secret, _ := instance.TOTPSecret(id)
	instance.ResetLog()
	workspace.Write(acctest.BehindDataSource(2, "countess", "clerk_user_totp"))
	acctest.ExpectUpdate(t, workspace, "clerk_user_totp.it")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites()
	holdsSecret(t, instance, id, secret)()
	held, _ := workspace.Resource("clerk_user_totp.it")
	if uri, _ := held["uri"].(string); held["secret"] != secret || !strings.Contains(uri, "countess?secret="+secret) {
		t.Errorf("the state has %v", held)
	}
	workspace.Write(acctest.BehindDataSource(3, "admiral", "clerk_user_totp"))
	acctest.ExpectUpdate(t, workspace, "clerk_user_totp.it")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(updateUser, deleteTOTP)
	held, _ = workspace.Resource("clerk_user_totp.it")
	moved, _ := instance.TOTPSecret(admiral)
	if moved == secret || held["secret"] != moved || held["account_name"] != "admiral" {
		t.Errorf("the new user has the secret %s, and the state has %v", moved, held)
	}
}

func TestAccUserTOTP_Update_anotherUserAfterDeletionOfTheOld_isEnrolled(t *testing.T) {
	t.Parallel()
	instance, countess := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	run := acctest.NewCalls(t, instance, "clerk_user_totp")
	values := func(id string) acctest.Values {
		return acctest.Values{"user_id": id, "secret_wo": ownSecret, "secret_wo_version": 1}
	}
	held := run.Create(instance, values(countess))
	instance.DeleteUser(countess)
	run.Configure(instance)
	_, diagnostics := run.Apply(run.Plan(held, values(admiral)))
	acctest.ExpectNone(t, diagnostics)
	holdsSecret(t, instance, admiral, ownSecret)()
}
