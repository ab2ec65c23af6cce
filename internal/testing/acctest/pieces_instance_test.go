package acctest_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccPieces_keyOfAnotherInstance_failsThePlan(t *testing.T) {
	t.Parallel()
	first, second := acctest.NewInstance(t), acctest.NewInstance(t)
	id := first.Hold(map[string]any{"username": "adalove"})
	workspace := acctest.NewWorkspace(t, first)
	workspace.Write(fmt.Sprintf(`
resource "clerk_email_address" "it" {
  user_id       = %[1]q
  email_address = "ada@example.com"
  verified      = true
}
resource "clerk_user_metadata" "it" {
  user_id = %[1]q
  public  = jsonencode({ role = "admin" })
}
resource "clerk_user_totp" "it" {
  user_id = %[1]q
}
`, id))
	workspace.Must("apply", "-auto-approve")
	workspace.Setenv("CLERK_API_URL", second.URL)
	run := workspace.Run("plan", "-json")
	if errors := run.Errors(); len(errors) != 3 ||
		errors[0].Summary != "The secret key belongs to another Clerk instance" {
		t.Errorf("the plan is not refused for each resource: %s", run)
	}
	workspace.Setenv("CLERK_API_URL", first.URL)
	first.DeleteUser(id)
	run = workspace.Must("plan", "-json")
	details := map[string]string{}
	for _, warning := range run.Warnings() {
		details[warning.Summary] = warning.Detail
	}
	for _, kind := range []string{"Email addresses", "Metadata keys", "TOTP second factors"} {
		detail := details[kind+" were removed outside Terraform"]
		if !strings.Contains(detail, "because the user "+id+" no longer exists") ||
			!strings.Contains(detail, "remove this resource from the configuration") {
			t.Errorf("no warning about %s and their user: %v", kind, details)
		}
	}
}
