package acctest_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// everyReader shows private metadata wherever the provider can, and one of them
// fails, because it cannot write more.
const everyReader = `
provider "clerk" { max_retries = 0 }
variable "private" { sensitive = true }

data "clerk_user" "held" { username = "holder" }
data "clerk_users" "held" { fields = ["id", "private_metadata"] }

resource "clerk_user_metadata" "owned" {
  user_id = data.clerk_user.held.id
  private = jsonencode({ note = var.private })
}
resource "clerk_user" "ada" {
  username         = "adalove"
  private_metadata = data.clerk_user.held.private_metadata
}
output "held" {
  value     = data.clerk_users.held.private_metadata_by_id
  sensitive = true
}
`

func TestSecrets_privateMetadata_isInNoLog(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.Hold(
		map[string]any{
			"username":                  "holder",
			"private_metadata":          map[string]any{"note": firstMetadata},
			"skip_password_requirement": true,
		},
	)
	run := &secretRun{
		t:         t,
		instance:  instance,
		workspace: acctest.NewBuiltWorkspace(t, instance),
		left:      map[string]string{},
	}
	run.workspace.Setenv("TF_VAR_private", nextMetadata)
	run.workspace.Write(everyReader)
	if applied := run.trace("read", "apply", "-auto-approve"); applied.ExitCode != 0 {
		t.Fatal(applied)
	}
	if err := instance.SetFaults(
		emulator.Faults{Rules: []emulator.FaultRule{{Method: "PATCH", Kind: emulator.FaultStatus, Status: 500}}},
	); err != nil {
		t.Fatal(err)
	}
	run.workspace.Setenv("TF_VAR_private", nextMetadata+"-changed")
	failed := run.trace("refused", "apply", "-auto-approve")
	if failed.ExitCode == 0 || !strings.Contains(failed.Stderr, "metadata of the user") {
		t.Errorf("the change was to fail: %s", failed)
	}
	run.keepRequests()
	for name, text := range run.left {
		if strings.Contains(name, ": log") && !strings.Contains(text, "[TRACE]") {
			t.Errorf("%s is no log at level TRACE", name)
		}
		run.expectAbsent(name, "private metadata that was read", firstMetadata)
		run.expectAbsent(name, "private metadata that was written", nextMetadata)
		run.expectAbsent(name, "secret key", emulator.DefaultSecretKey)
	}
}
