package users_test

import (
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
)

func TestAccUserTOTP_rename_withoutMoved_failsThePlan(t *testing.T) {
	t.Parallel()
	inBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, id := withCountess(t)
		run := newCalls(t, instance, "clerk_user_totp")
		values := acctest.Values{"user_id": id, "replace_existing": true}
		held := run.create(instance, values)
		run.Configure(instance)
		var found []*tfprotov6.Diagnostic
		inOrder(
			func() { found = append(found, acctest.Errors(run.plan(held, nil).Diagnostics)...) },
			func() { found = append(found, acctest.Errors(run.plan(object{}, values).Diagnostics)...) },
		)
		expectOne(t, found, isError, "the TOTP of the user "+id, "renamed", "from = clerk_user_totp.OLD_NAME")
	})
}

func TestAccUserTOTP_destroyedInAnApply_keepsTheTOTPOfAnotherResource(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	run := newCalls(t, instance, "clerk_user_totp")
	held := run.create(instance, acctest.Values{"user_id": id})
	destroy := run.plan(held, nil)
	run.Configure(instance)
	run.plan(object{}, acctest.Values{"user_id": id, "replace_existing": true})
	_, diagnostics := run.apply(destroy)
	expectOne(t, diagnostics, isWarning, "The TOTP was kept", id)
	if !instance.OnlyUser().TOTPEnabled {
		t.Error("the TOTP was deleted")
	}
}

func TestAccUserTOTP_replace_enrolsANewSecretWithoutDeleting(t *testing.T) {
	t.Parallel()
	replacements(t, func(t *testing.T, lifecycle string, replace func(*acctest.Workspace) acctest.Result) {
		instance, id := withCountess(t)
		workspace := acctest.NewWorkspace(t, instance)
		workspace.Write(totpOf(id, "replace_existing = true", lifecycle))
		workspace.Must("apply", "-auto-approve")
		before, _ := instance.TOTPSecret(id)
		instance.ResetLog()
		expectSuccess(t, replace(workspace))
		instance.ExpectWrites(updateUser)
		after, _ := instance.TOTPSecret(id)
		if held, _ := workspace.Resource("clerk_user_totp.it"); after == before || held["secret"] != after {
			t.Errorf("the secret %s became %s, and the state has %v", before, after, held["secret"])
		}
		workspace.Must("destroy", "-auto-approve")
		holdsSecret(t, instance, id, "")()
	})
}

func TestAccUserTOTP_replace_withoutTheSetting_failsThePlan(t *testing.T) {
	t.Parallel()
	replacements(t, func(t *testing.T, lifecycle string, replace func(*acctest.Workspace) acctest.Result) {
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

func TestAccUserTOTP_userBehindDataSourceWithDependsOn_keepsTheSecretOfTheSameUser(t *testing.T) {
	t.Parallel()
	instance, id := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(behindData(1, "countess", "clerk_user_totp"))
	workspace.Must("apply", "-auto-approve")
	secret, _ := instance.TOTPSecret(id)
	instance.ResetLog()
	workspace.Write(behindData(2, "countess", "clerk_user_totp"))
	expectUpdates(t, workspace, "clerk_user_totp.it")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites()
	holdsSecret(t, instance, id, secret)()
	held, _ := workspace.Resource("clerk_user_totp.it")
	if uri, _ := held["uri"].(string); held["secret"] != secret || !strings.Contains(uri, "countess?secret="+secret) {
		t.Errorf("the state has %v", held)
	}
	workspace.Write(behindData(3, "admiral", "clerk_user_totp"))
	expectUpdates(t, workspace, "clerk_user_totp.it")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(updateUser, deleteTOTP)
	held, _ = workspace.Resource("clerk_user_totp.it")
	if moved, _ := instance.TOTPSecret(admiral); moved == secret || held["secret"] != moved || held["account_name"] != "admiral" {
		t.Errorf("the new user has the secret %s, and the state has %v", moved, held)
	}
}

func TestAccUserTOTP_anotherUser_whenTheOldUserIsGone_isEnrolled(t *testing.T) {
	t.Parallel()
	instance, countess := withCountess(t)
	admiral := instance.Hold(map[string]any{"username": "admiral"})
	run := newCalls(t, instance, "clerk_user_totp")
	values := func(id string) acctest.Values {
		return acctest.Values{"user_id": id, "secret_wo": ownSecret, "secret_wo_version": 1}
	}
	held := run.create(instance, values(countess))
	instance.DeleteUser(countess)
	run.Configure(instance)
	_, diagnostics := run.apply(run.plan(held, values(admiral)))
	expectNone(t, diagnostics)
	holdsSecret(t, instance, admiral, ownSecret)()
}
