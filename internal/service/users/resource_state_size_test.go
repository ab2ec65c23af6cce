package users_test

import (
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
	workspace.Write(`
provider "clerk" {}
resource "clerk_user" "people" {
  count           = 20
  external_id     = format("person-%06d", count.index)
  first_name      = "Ada"
  last_name       = format("Lovelace %d", count.index)
  email_addresses = [format("person-%06d@example.com", count.index)]
  public_metadata = jsonencode({ team = "engines" })
}`)
	workspace.Must("apply", "-auto-approve")
	content, err := os.ReadFile(filepath.Join(workspace.Folder, "terraform.tfstate"))
	if err != nil {
		t.Fatal(err)
	}
	if got := len(content) / users; got > most {
		t.Errorf("a user needs %d bytes of state, want at most %d", got, most)
	}
}
