package ephemeralbase_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }

// unknownKey is a provider with a secret key that is known only during apply, and all
// ephemeral resources. Postponed is added to each of them.
func unknownKey(postponed string) string {
	return strings.ReplaceAll(`
resource "terraform_data" "secret_key" {
  input = "`+emulator.DefaultSecretKey+`"
}
provider "clerk" {
  secret_key = terraform_data.secret_key.output
}
ephemeral "clerk_session_token" "it" {
  session_id = "sess_ada"
  # postponed
}
ephemeral "clerk_session_verification" "it" {
  jwt        = ephemeral.clerk_session_token.it.jwt
  session_id = "sess_ada"
  # postponed
}
ephemeral "clerk_sign_in_token" "it" {
  user_id = "user_ada"
  # postponed
}
ephemeral "clerk_actor_token" "it" {
  user_id = "user_ada"
  actor   = jsonencode({ sub = "user_ada" })
  # postponed
}
ephemeral "clerk_testing_token" "it" {
  # postponed
}
ephemeral "clerk_password_verification" "it" {
  user_id  = "user_ada"
  password = "wrong-password"
  # postponed
}
ephemeral "clerk_client_verification" "it" {
  token = "hunter2"
  # postponed
}

resource "clerk_user" "robot" {
  username            = "robot"
  password_wo         = ephemeral.clerk_testing_token.it.token
  password_wo_version = 1

  lifecycle {
    precondition {
      condition = (ephemeral.clerk_session_verification.it.verified && !ephemeral.clerk_password_verification.it.verified &&
      !ephemeral.clerk_client_verification.it.verified && ephemeral.clerk_sign_in_token.it.id != ephemeral.clerk_actor_token.it.id)
      error_message = "A value is not what Clerk told."
    }
  }
}
`, "# postponed", postponed)
}

func TestAccOpen_secretKeyKnownOnlyDuringApply_opensDuringApply(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	instance.MustSeed(emulator.Seed{
		Users: []emulator.SeedUser{
			{ID: "user_ada", Body: map[string]any{"username": "adalove", "password": "right-password"}},
		},
		Sessions: []emulator.SeedSession{{ID: "sess_ada", UserID: "user_ada"}},
	})
	workspace := acctest.NewWorkspace(t, instance)
	postponed := ""
	if acctest.IsOpenTofu(
		t,
	) { // it accepts no unknown values of an ephemeral resource, and does not open one that depends on a change
		postponed = "depends_on = [terraform_data.secret_key]"
	}
	workspace.Write(unknownKey(postponed))
	workspace.Must("plan", "-out=tfplan")
	if sent := instance.Requests(); len(sent) > 0 {
		t.Errorf("the plan has sent %v", instance.Writes())
	}
	workspace.Must("apply", "tfplan")
	robot, _ := instance.FindUser("robot")
	password, _ := instance.Password(robot.ID)
	if !slices.ContainsFunc(
		instance.TestingTokens(),
		func(token emulator.TestingToken) bool { return token.Token == password },
	) {
		t.Errorf("the password is %q, and no testing token", password)
	}
	if got := strings.Join(instance.Writes(), " "); strings.Count(got, "/revoke") != 2 {
		t.Errorf("the apply has sent %s", got)
	}
}
