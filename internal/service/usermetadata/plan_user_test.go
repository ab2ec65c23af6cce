package usermetadata_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUserMetadata_Update_userIDUnknownDuringPlan_sendsNothingForTheSameUser(t *testing.T) {
	t.Parallel()
	instance, id := withMetadata(t)
	instance.Hold(map[string]any{"username": "admiral"})
	workspace := acctest.NewWorkspace(t, instance)
	public := `public = jsonencode({ role = "admin" })`
	workspace.Write(acctest.BehindDataSource(1, "countess", "clerk_user_metadata", public))
	workspace.Must("apply", "-auto-approve")
	instance.ResetLog()
	workspace.Write(acctest.BehindDataSource(2, "countess", "clerk_user_metadata", public))
	acctest.ExpectUpdate(t, workspace, "clerk_user_metadata.it")
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites()
	workspace.Write(acctest.BehindDataSource(3, "admiral", "clerk_user_metadata", public))
	acctest.ExpectUpdate(t, workspace, "clerk_user_metadata.it")
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

func TestAccUserMetadata_Update_anotherUser_getsTheKeys(t *testing.T) {
	t.Parallel()
	for name, gone := range map[string]bool{"old user exists": false, "old user is gone": true} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance, countess := withMetadata(t)
			admiral := instance.Hold(map[string]any{"username": "admiral"})
			run := acctest.NewCalls(t, instance, "clerk_user_metadata")
			held := run.Create(instance, roleOf(countess, `{"role":"admin"}`))
			if gone {
				instance.DeleteUser(countess)
			}
			run.Configure(instance)
			planned := run.Plan(held, roleOf(admiral, `{"role":"owner"}`))
			acctest.ExpectNone(t, planned.Diagnostics)
			if len(planned.RequiresReplace) > 0 {
				t.Errorf("the plan replaces the resource because of %v", planned.RequiresReplace)
			}
			_, diagnostics := run.Apply(planned)
			acctest.ExpectNone(t, diagnostics)
			expectPublic(t, instance, "admiral", `{"role":"owner"}`)
			if !gone {
				expectPublic(t, instance, "countess", publicOfOthers)
			}
		})
	}
}

// Two resources exchange their users. The one that is applied second must not remove what the first one has set.
func TestAccUserMetadata_Update_usersAreExchanged_keepsTheKeysOfBoth(t *testing.T) {
	t.Parallel()
	acctest.InBothOrders(t, func(t *testing.T, inOrder func(first, second func())) {
		instance, countess := withMetadata(t)
		admiral := instance.Hold(map[string]any{"username": "admiral"})
		run := acctest.NewCalls(t, instance, "clerk_user_metadata")
		one := run.Create(instance, roleOf(countess, `{"role":"one"}`))
		two := run.Create(instance, roleOf(admiral, `{"role":"two"}`))
		run.Configure(instance)
		moves := func(held acctest.Object, values acctest.Values) func() {
			return func() {
				planned := run.Plan(held, values)
				acctest.ExpectNone(t, planned.Diagnostics)
				_, diagnostics := run.Apply(planned)
				acctest.ExpectNone(t, diagnostics)
			}
		}
		inOrder(moves(one, roleOf(admiral, `{"role":"one"}`)), moves(two, roleOf(countess, `{"role":"two"}`)))
		expectPublic(t, instance, "admiral", `{"role":"one"}`)
		expectPublic(t, instance, "countess", `{"crm":{"others":true},"others":1,"role":"two"}`)
	})
}
