package ephemeralbase_test

import (
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// failing hands tokens to something that does not work.
const failing = `
ephemeral "clerk_sign_in_token" "ada" { user_id = "user_ada" }
ephemeral "clerk_sign_in_token" "kept" {
  user_id         = "user_ada"
  revoke_on_close = false
}
ephemeral "clerk_actor_token" "ada" {
  user_id = "user_ada"
  actor   = jsonencode({ sub = "user_ada" })
}
resource "terraform_data" "test" {
  provisioner "local-exec" {
    command = "exit 1"
    environment = {
      SIGN_IN_URL = ephemeral.clerk_sign_in_token.ada.url
      KEPT_URL    = ephemeral.clerk_sign_in_token.kept.url
      ACTOR_URL   = ephemeral.clerk_actor_token.ada.url
    }
  }
}
`

// Terraform and OpenTofu close nothing that something which failed depends on.
func TestAccRevokeUnclosed_afterFailedRun_revokesTokens(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.MustSeed(
		emulator.Seed{Users: []emulator.SeedUser{{ID: "user_ada", Body: map[string]any{"username": "adalove"}}}},
	)
	workspace := acctest.NewBuiltWorkspace(t, instance)
	workspace.Write(failing)
	failed := workspace.Run("apply", "-auto-approve", "-no-color")
	if failed.ExitCode == 0 || !strings.Contains(failed.Stderr, "exit status 1") {
		t.Fatalf("the apply was to fail: %s", failed)
	}
	// The plan and the apply have made one of each.
	count := map[string]int{}
	for _, token := range append(instance.SignInTokens(), instance.ActorTokens()...) {
		count[token.Object+" "+token.Status]++
	}
	if count["sign_in_token revoked"] != 2 || count["sign_in_token pending"] != 2 || count["actor_token revoked"] != 2 {
		t.Errorf("there are %v", count)
	}
}
