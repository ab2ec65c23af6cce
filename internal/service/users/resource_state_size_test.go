package users_test

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Terraform with a local state writes the whole file after every change, so that the size of a user determines the time
// of an apply with many changes.
func TestAccUser_state_hasFewBytesPerUser(t *testing.T) {
	t.Parallel()
	const users, most = 20, 2_900
	workspace := acctest.NewWorkspace(t, acctest.NewInstance(t))
	apply := func(lastName string) int {
		t.Helper()
		workspace.Write(fmt.Sprintf(`
provider "clerk" {}
resource "clerk_user" "people" {
  count           = %d
  external_id     = format("person-%%06d", count.index)
  first_name      = "Ada"
  last_name       = %q
  email_addresses = [format("person-%%06d@example.com", count.index)]
  public_metadata = jsonencode({ team = "engines" })
}`, users, lastName))
		workspace.Must("apply", "-auto-approve")
		content, err := os.ReadFile(filepath.Join(workspace.Folder, "terraform.tfstate"))
		if err != nil {
			t.Fatal(err)
		}
		return len(content) / users
	}
	created := apply("Lovelace")
	if created > most {
		t.Errorf("a user needs %d bytes of state, want at most %d", created, most)
	}
	if updated := apply("Somerset"); updated > created {
		t.Errorf("a user needs %d bytes of state after an update, want %d as after the create", updated, created)
	}
}
