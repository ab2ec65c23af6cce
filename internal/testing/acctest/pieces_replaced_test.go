package acctest_test

import (
	"fmt"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccUserPieces_ofAUserThatIsReplaced_getTheNewUserInOneApply(t *testing.T) {
	t.Parallel()
	for name, lifecycle := range map[string]string{"destroy first": "", "create first": "lifecycle {\n create_before_destroy = true\n }"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			workspace := acctest.NewWorkspace(t, instance)
			address := "it@example.com"
			config := func() string {
				return fmt.Sprintf("resource \"clerk_user\" \"it\" {\n  email_addresses = [%q]\n  %s\n}\n", address, lifecycle) + `
resource "clerk_user_metadata" "it" {
  user_id = clerk_user.it.id
  public  = jsonencode({ role = "admin" })
}
resource "clerk_user_totp" "it" {
  user_id = clerk_user.it.id
}
resource "clerk_user_profile_image" "it" {
  user_id        = clerk_user.it.id
  content_base64 = "` + portrait(t) + `"
}
`
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
			if after.ID == before.ID || !after.TOTPEnabled || !after.HasImage ||
				string(after.PublicMetadata) != `{"role":"admin"}` {
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
