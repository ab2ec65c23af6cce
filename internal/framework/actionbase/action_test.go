package actionbase_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// commandLine is an environment for actions that the real CLI invokes.
func commandLine(t *testing.T) (*environment, *acctest.Workspace) {
	t.Helper()
	acctest.RequireTerraform(t, "1.14.0", "actions")
	w := newEnvironment(t)
	return w, acctest.NewWorkspace(t, w.Instance)
}

const banWhenTheyLeave = `
variable "left" { type = set(string) }

resource "terraform_data" "left" {
  input = var.left
  lifecycle {
    action_trigger {
      events  = [after_create, after_update]
      actions = [action.clerk_user_ban.left, action.clerk_user_revoke_sessions.ada]
    }
  }
}

action "clerk_user_ban" "left" {
  config { user_ids = var.left }
}

action "clerk_user_revoke_sessions" "ada" {
  config { user_id = "user_ada" }
}
`

func TestAccActions_Invoke_changeOfAResource_triggersActions(t *testing.T) {
	t.Parallel()
	w, workspace := commandLine(t)
	workspace.Write(banWhenTheyLeave)
	workspace.Setenv("TF_VAR_left", `["user_bare"]`)
	workspace.Must("plan", "-out=plan")
	if requests := w.Requests(); len(requests) != 0 {
		t.Errorf("the plan sent %d requests", len(requests))
	}
	output := workspace.Must("apply", "-no-color", "plan").Stdout
	for _, text := range []string{"1 of 1 user is banned.", "The user user_ada has 2 active sessions.", "2 of 2 sessions of the user user_ada are revoked."} {
		if !strings.Contains(output, text) {
			t.Errorf("the apply does not tell %q:\n%s", text, output)
		}
	}
	want := []string{
		`POST /users/ban {"user_ids":["user_bare"]}`,
		"POST /sessions/sess_pending/revoke",
		"POST /sessions/sess_active/revoke",
	}
	if got := w.paths(); !slices.Equal(got, want) {
		t.Errorf("the apply sent %q, want %q", got, want)
	}
	w.ResetLog()
	if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the second plan is not empty: %s", plan)
	}
	workspace.Setenv("TF_VAR_left", `["user_bare", "user_ada"]`)
	workspace.Must("apply", "-auto-approve")
	if got, want := w.paths(), []string{`POST /users/ban {"user_ids":["user_ada"]}`}; !slices.Equal(got, want) {
		t.Errorf("the change sent %q, want %q: who is banned is not banned again", got, want)
	}
}

func TestAccActions_Invoke_invokedByHand(t *testing.T) {
	t.Parallel()
	w, workspace := commandLine(t)
	workspace.Write(`
variable "user_id" { type = string }
action "clerk_user_disable_mfa" "it" {
  config { user_id = var.user_id }
}
`)
	workspace.Setenv("TF_VAR_user_id", "user_ada")
	for _, step := range []struct {
		progress string
		writes   []string
	}{
		{"Done: the user user_ada has no second factor.", []string{"DELETE /users/user_ada/mfa"}},
		{"Nothing to do: the user user_ada has no second factor.", nil},
	} {
		w.ResetLog()
		output := workspace.Must("apply", "-auto-approve", "-no-color", "-invoke=action.clerk_user_disable_mfa.it").Stdout
		if !strings.Contains(output, step.progress) || !slices.Equal(w.paths(), step.writes) {
			t.Errorf("it sent %q, want %q, with the output\n%s", w.paths(), step.writes, output)
		}
	}

	workspace.Setenv("TF_VAR_user_id", "user_nobody")
	failed := workspace.Run("apply", "-json", "-auto-approve", "-invoke=action.clerk_user_disable_mfa.it")
	if errors := failed.Errors(); failed.ExitCode == 0 || len(errors) != 1 ||
		!strings.Contains(errors[0].Detail, "The user does not exist, or was deleted") {
		t.Errorf("the errors are %+v", failed.Errors())
	}

	w.ResetLog()
	workspace.Setenv("TF_VAR_user_id", "ada@example.com")
	refused := workspace.Run("plan", "-json", "-invoke=action.clerk_user_disable_mfa.it")
	errors := refused.Errors()
	if refused.ExitCode == 0 || len(errors) != 1 || errors[0].Summary != "Not the id of a user" ||
		errors[0].Range == nil ||
		errors[0].Range.Start.Line != 4 {
		t.Errorf("the plan says %+v", errors)
	}
	if requests := w.Requests(); len(requests) != 0 {
		t.Errorf("the plan sent %d requests", len(requests))
	}
}

// The guide about operations warns of this.
func TestAccActions_Plan_beforeUpdateOfAResourceThatTheActionRefersTo_isACycle(t *testing.T) {
	t.Parallel()
	w, workspace := commandLine(t)
	workspace.Write(`
resource "terraform_data" "left" {
  input = "user_ada"
  lifecycle {
    action_trigger {
      events  = [before_update]
      actions = [action.clerk_user_ban.left]
    }
  }
}

action "clerk_user_ban" "left" {
  config { user_id = terraform_data.left.output }
}
`)
	plan := workspace.Run("plan", "-no-color")
	if plan.ExitCode == 0 || !strings.Contains(plan.Stderr, "Cycle") {
		t.Errorf("the plan is not refused as a cycle: %s", plan)
	}
	if requests := w.Requests(); len(requests) != 0 {
		t.Errorf("the plan sent %d requests", len(requests))
	}
}

const verifyFirst = `
variable "code" {
  type      = string
  ephemeral = true
}
action "clerk_user_verify_totp" "ada" {
  config {
    user_id = "user_ada"
    code    = var.code
  }
}
resource "terraform_data" "sensitive" {
  lifecycle {
    action_trigger {
      events  = [before_create]
      actions = [action.clerk_user_verify_totp.ada]
    }
  }
}
`

func TestAccActions_Invoke_code_isInNoPlanStateOrLog(t *testing.T) {
	t.Parallel()
	w, _ := commandLine(t)
	workspace := acctest.NewBuiltWorkspace(t, w.Instance) // with the log of the provider
	workspace.Setenv("TF_LOG", "TRACE")
	workspace.Write(verifyFirst)
	left := map[string]string{}
	for _, attempt := range []struct{ name, code string }{{"wrong", "another-code-4711"}, {"right", "first-backup-code"}} {
		name := attempt.name
		workspace.Setenv("TF_VAR_code", attempt.code)
		planned := workspace.Must("plan", "-out="+name)
		left[name+": plan"], left[name+": log"] = planned.Stdout, planned.Stderr
		left[name+": saved plan"] = workspace.Must("show", "-json", name).Stdout
		applied := workspace.Run("apply", "-no-color", name)
		left[name+": apply"], left[name+": log of the apply"] = applied.Stdout, applied.Stderr
		_, made := workspace.Resource("terraform_data.sensitive")
		if made != (name == "right") || (applied.ExitCode == 0) != made {
			t.Errorf("with the %s code the resource is made: %t\n%s%s", name, made, applied.Stdout, applied.Stderr)
		}
	}
	left["state"] = workspace.Must("show", "-json").Stdout
	for name, text := range left {
		if strings.Contains(text, "first-backup-code") || strings.Contains(text, "another-code-4711") {
			t.Errorf("%s holds the code", name)
		}
		if strings.TrimSpace(text) == "" {
			t.Errorf("%s is empty, so it proves nothing", name)
		}
	}
	if codes, ok := w.BackupCodes("user_ada"); ok {
		t.Errorf("the codes %v are left", codes)
	}
}
