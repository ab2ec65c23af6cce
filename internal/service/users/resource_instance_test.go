package users_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const wrongInstance = "The secret key belongs to another Clerk instance"

// inTwoInstances applies a user in one instance, and returns a workspace that has the address of another one.
func inTwoInstances(t *testing.T, config string) (first, second *acctest.Instance, workspace *acctest.Workspace) {
	t.Helper()
	first, second = acctest.NewInstance(t), acctest.NewInstance(t)
	workspace = acctest.NewWorkspace(t, first)
	workspace.Write(config)
	workspace.Must("apply", "-auto-approve")
	first.ResetLog()
	workspace.Setenv("CLERK_API_URL", second.URL)
	return first, second, workspace
}

func TestAccUser_keyOfAnotherInstance_failsTheRunAndKeepsTheState(t *testing.T) {
	t.Parallel()
	first, second, workspace := inTwoInstances(t, member("ada", "ada@example.com")+member("eve", "eve@example.com"))
	for _, command := range [][]string{{"plan"}, {"apply", "-auto-approve"}, {"destroy", "-auto-approve", "-refresh=false"}} {
		run := workspace.Run(append(command, "-json")...)
		errors := run.Errors()
		if run.ExitCode == 0 || len(errors) == 0 {
			t.Fatalf("the run is not refused: %s", run)
		}
		for _, problem := range errors {
			if problem.Summary != wrongInstance || !strings.Contains(problem.Detail, "instance_id = ") {
				t.Errorf("the error is %s: %s", problem.Summary, problem.Detail)
			}
		}
		if state := workspace.State(); state.Values == nil || len(state.Values.RootModule.Resources) != 2 {
			t.Errorf("the state lost a user: %v", state.Values)
		}
	}
	second.ExpectWrites("DELETE /v1/users/{user_id}", "DELETE /v1/users/{user_id}") // of users that it does not have
	workspace.Setenv("CLERK_API_URL", first.URL)
	workspace.Must("plan", "-detailed-exitcode")
	first.ExpectWrites()
}

func TestAccUser_instanceIDOfTheNewInstance_movesTheStateOnPurpose(t *testing.T) {
	t.Parallel()
	config := member("ada", "ada@example.com")
	_, second, workspace := inTwoInstances(t, config)
	workspace.Write("provider \"clerk\" {\n  instance_id = \"" + second.InstanceID() + "\"\n}\n" + config)
	workspace.Must("apply", "-auto-approve")
	second.ExpectWrites(createUser)
}

func TestAccUser_imported_remembersItsInstance(t *testing.T) {
	t.Parallel()
	first, second := acctest.NewInstance(t), acctest.NewInstance(t)
	id := first.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
	workspace := acctest.NewWorkspace(t, first)
	workspace.Write(member("ada", "ada@example.com"))
	workspace.Must("import", "clerk_user.ada", id)
	workspace.Setenv("CLERK_API_URL", second.URL)
	if run := workspace.Run("plan", "-json"); len(run.Errors()) != 1 || run.Errors()[0].Summary != wrongInstance {
		t.Errorf("the plan is not refused: %s", run)
	}
}

func TestAccProvider_instanceIDOfAnotherInstance_isRefused(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(
		"provider \"clerk\" {\n  instance_id = \"ins_anotherinstance\"\n}\n" + member("ada", "ada@example.com"),
	)
	run := workspace.Run("apply", "-auto-approve", "-json")
	if errors := run.Errors(); len(errors) != 1 || errors[0].Summary != wrongInstance ||
		!strings.Contains(errors[0].Detail, instance.InstanceID()) {
		t.Errorf("the key is not refused: %s", run)
	}
	instance.ExpectWrites()
}

// The instance is read once in a run that creates users, and never in a plan without changes.
func TestAccUser_instance_isReadOnlyWhereItIsNeeded(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("ada", "ada@example.com") + member("eve", "eve@example.com"))
	reads := func() (count int) {
		for _, read := range instance.Reads() {
			if strings.HasSuffix(read, "/v1/instance") {
				count++
			}
		}
		return count
	}
	workspace.Must("apply", "-auto-approve")
	if got := reads(); got != 1 {
		t.Errorf("the instance was read %d times, want once: %v", got, instance.Reads())
	}
	instance.ResetLog()
	workspace.Must("plan", "-detailed-exitcode")
	if got := reads(); got != 0 {
		t.Errorf("a plan without changes read the instance %d times", got)
	}
}

func TestAccUser_deletedOutsideTerraform_warnsOnce(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("ada", "ada@example.com") + member("eve", "eve@example.com"))
	workspace.Must("apply", "-auto-approve")
	for _, user := range instance.Users() {
		instance.DeleteUser(user.ID)
	}
	run := workspace.Must("plan", "-json")
	var named string
	for _, warning := range run.Warnings() {
		if warning.Summary == "Users were removed outside Terraform" {
			named += warning.Detail
		}
	}
	for _, part := range []string{"ada@example.com", "eve@example.com", "creates a new account", "remove the resource"} {
		if !strings.Contains(named, part) {
			t.Errorf("the warnings lack %q: %s", part, run)
		}
	}
}

func TestAccUser_importedAndNotApplied_isNotDestroyed(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	id := instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("ada", "ada@example.com", `deletion_policy = "retain"`))
	workspace.Must("import", "clerk_user.ada", id)
	instance.ResetLog()
	run := workspace.Run("destroy", "-auto-approve", "-json")
	if errors := run.Errors(); len(errors) != 1 || errors[0].Summary != "The user has no deletion_policy yet" {
		t.Errorf("the destroy is not refused: %s", run)
	}
	workspace.Must("apply", "-auto-approve")
	workspace.Must("destroy", "-auto-approve")
	instance.ExpectWrites()
	if got := instance.OnlyUser().ID; got != id {
		t.Errorf("the user is %s, want %s", got, id)
	}
}

func TestAccUser_protectionRemovedFromTheConfiguration_isKept(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(member("ada", "ada@example.com", `deletion_policy = "retain"`, "deletion_protection = true"))
	workspace.Must("apply", "-auto-approve")
	workspace.Write(member("ada", "ada@example.com"))
	workspace.Must("plan", "-detailed-exitcode")
	workspace.Write("")
	run := workspace.Run("apply", "-auto-approve")
	if run.ExitCode == 0 || !strings.Contains(run.Stderr, "The user is protected from destruction") {
		t.Errorf("the destroy is not refused: %s", run)
	}
	workspace.Write(member("ada", "ada@example.com", "deletion_protection = false"))
	workspace.Must("apply", "-auto-approve")
	workspace.Must("destroy", "-auto-approve")
	if len(instance.Users()) != 1 {
		t.Error("the user was deleted, although its deletion_policy is retain")
	}
}

func TestAccUser_versionRemovedAndSetAgain_sendsNothing(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	with := func(lines ...string) string { return member("ada", "ada@example.com", lines...) }
	workspace.Write(with(`password_wo = "the first password"`, "password_wo_version = 1"))
	workspace.Must("apply", "-auto-approve")
	instance.ResetLog()
	workspace.Write(with())
	workspace.Must("plan", "-detailed-exitcode")
	workspace.Write(with(`password_wo = "the first password"`, "password_wo_version = 1"))
	workspace.Must("plan", "-detailed-exitcode")
	instance.ExpectWrites()
	workspace.Write(with(`password_wo = "the second password"`, "password_wo_version = 2"))
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(updateUser)
	if got, _ := instance.Password(instance.OnlyUser().ID); got != "the second password" {
		t.Errorf("the password is %q", got)
	}
}
