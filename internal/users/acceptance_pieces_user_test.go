package users_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/acctest"
)

// behindData is a configuration in which the id of the user is unknown in each plan that changes the trigger.
func behindData(trigger int, username, typeName string, lines ...string) string {
	return fmt.Sprintf(`
resource "terraform_data" "trigger" {
  input = %d
}
data "clerk_user" "it" {
  username   = %q
  depends_on = [terraform_data.trigger]
}
resource %q "it" {
  user_id = data.clerk_user.it.id
  %s
}
`, trigger, username, typeName, strings.Join(lines, "\n  "))
}

// expectUpdates plans a configuration and expects an update of the resource in place.
func expectUpdates(t *testing.T, workspace *acctest.Workspace, address string) {
	t.Helper()
	plan := workspace.Must("plan", "-no-color")
	if !strings.Contains(plan.Stdout, address+" will be updated in-place") {
		t.Errorf("the plan does not update %s in place: %s", address, plan)
	}
}

func TestAccUserMetadata_userBehindDataSourceWithDependsOn_sendsNothingForTheSameUser(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	instance.Hold(map[string]any{"username": "admiral"})
	workspace := acctest.NewWorkspace(t, instance)
	public := `public = jsonencode({ role = "admin" })`
	workspace.Write(behindData(1, "countess", "clerk_user_metadata", public))
	workspace.Must("apply", "-auto-approve")
	instance.ResetLog()
	workspace.Write(behindData(2, "countess", "clerk_user_metadata", public))
	expectUpdates(t, workspace, "clerk_user_metadata.it")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites()
	workspace.Write(behindData(3, "admiral", "clerk_user_metadata", public))
	expectUpdates(t, workspace, "clerk_user_metadata.it")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(mergeMetadata, mergeMetadata)
	expectPublic(t, instance, "countess", publicOfOthers)
	expectPublic(t, instance, "admiral", `{"role":"admin"}`)
	if held, _ := workspace.Resource("clerk_user_metadata.it"); held["id"] == id || held["id"] != held["user_id"] {
		t.Errorf("the state has the id %v and the user %v", held["id"], held["user_id"])
	}
}

func expectPublic(t *testing.T, instance *acctest.Instance, username, want string) {
	t.Helper()
	user, _ := instance.FindUser(username)
	if got := string(user.PublicMetadata); got != want {
		t.Errorf("%s has the public metadata %s, want %s", username, got, want)
	}
}

func TestAccUserMetadata_anotherUser_getsTheKeysInPlace(t *testing.T) {
	t.Parallel()
	for name, gone := range map[string]bool{"old user exists": false, "old user is gone": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance, countess := withMetadata(t)
			admiral := instance.Hold(map[string]any{"username": "admiral"})
			run := newCalls(t, instance, "clerk_user_metadata")
			held := run.create(instance, roleOf(countess, `{"role":"admin"}`))
			if gone {
				instance.DeleteUser(countess)
			}
			run.Configure(instance)
			planned := run.plan(held, roleOf(admiral, `{"role":"owner"}`))
			expectNone(t, planned.Diagnostics)
			if len(planned.RequiresReplace) > 0 {
				t.Errorf("the plan replaces the resource because of %v", planned.RequiresReplace)
			}
			_, diagnostics := run.apply(planned)
			expectNone(t, diagnostics)
			expectPublic(t, instance, "admiral", `{"role":"owner"}`)
			if !gone {
				expectPublic(t, instance, "countess", publicOfOthers)
			}
		})
	}
}

// Two resources exchange their users. The one that is applied second must not remove what the first one has set.
func TestAccUserMetadata_usersAreExchanged_keepsTheKeysOfBoth(t *testing.T) {
	t.Parallel()
	inBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, countess := withMetadata(t)
		admiral := instance.Hold(map[string]any{"username": "admiral"})
		run := newCalls(t, instance, "clerk_user_metadata")
		one := run.create(instance, roleOf(countess, `{"role":"one"}`))
		two := run.create(instance, roleOf(admiral, `{"role":"two"}`))
		run.Configure(instance)
		moves := func(held object, values acctest.Values) func() {
			return func() {
				planned := run.plan(held, values)
				expectNone(t, planned.Diagnostics)
				_, diagnostics := run.apply(planned)
				expectNone(t, diagnostics)
			}
		}
		inOrder(moves(one, roleOf(admiral, `{"role":"one"}`)), moves(two, roleOf(countess, `{"role":"two"}`)))
		expectPublic(t, instance, "admiral", `{"role":"one"}`)
		expectPublic(t, instance, "countess", `{"crm":{"others":true},"others":1,"role":"two"}`)
	})
}

func TestAccUserPieces_ofAUserThatIsReplaced_getTheNewUserInOneApply(t *testing.T) {
	t.Parallel()
	for name, lifecycle := range map[string]string{"destroy first": "", "create first": "lifecycle {\n create_before_destroy = true\n }"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			workspace := acctest.NewWorkspace(t, instance)
			address := "it@example.com"
			config := func() string {
				return fmt.Sprintf("resource \"clerk_user\" \"it\" {\n  email_addresses = [%q]\n  %s\n}\n", address, lifecycle) + ofTheUser(
					metadataOf("it", "ID", `public = jsonencode({ role = "admin" })`)+totpOf("ID")+
						imageOf("ID", "source = %q", file(t, "ada.png", picture(t, 1))))
			}
			workspace.Write(config())
			workspace.Must("apply", "-auto-approve")
			before := instance.OnlyUser()
			if lifecycle != "" { // two users cannot have one address
				address = "next@example.com"
			}
			workspace.Write(config())
			workspace.Must("apply", "-auto-approve", "-replace=clerk_user.it")
			after := instance.OnlyUser()
			if after.ID == before.ID || !after.TOTPEnabled || !after.HasImage || string(after.PublicMetadata) != `{"role":"admin"}` {
				t.Errorf("the new user is %+v", after)
			}
			secret, _ := instance.TOTPSecret(after.ID)
			if held, _ := workspace.Resource("clerk_user_totp.it"); held["user_id"] != after.ID || held["secret"] != secret {
				t.Errorf("the state has the TOTP %v", held)
			}
			if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
				t.Errorf("the next plan is not empty: %s", plan)
			}
		})
	}
}

// ofTheUser makes resources those of clerk_user.it.
func ofTheUser(config string) string { return strings.ReplaceAll(config, `"ID"`, "clerk_user.it.id") }
