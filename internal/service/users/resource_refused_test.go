package users_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// One case for each phase of the CLI. All other errors are tested at protocol level.
func TestAccUser_failure_isShownInItsPhaseAndKeepsTheState(t *testing.T) {
	atUser := `resource "clerk_user" "ada"`
	acctest.RunBadConfigs(t, []acctest.BadConfig{
		{
			Name: "provider block", Before: acctest.UserConfig(email), Secret: "pk_live_4711",
			Provider: `secret_key = var.secret`, Config: acctest.UserConfig(email, `first_name = "Ada"`),
			Phase: acctest.AtPlan, Summary: "A publishable key instead of the secret key", At: "secret_key",
			Details: []string{"The key in secret_key"},
		},
		{
			Name: "variable of the provider", Environment: map[string]string{"CLERK_SECRET_KEY": "pk_test_4711"},
			Config: acctest.UserConfig(email),
			Phase:  acctest.AtPlan, Summary: "A publishable key instead of the secret key", At: `provider "clerk"`,
			Details: []string{"the environment variable CLERK_SECRET_KEY", `"sk_test_"`},
		},
		{
			Name: "refresh", Before: acctest.UserConfig(email), Change: acctest.Answers("GET", 500),
			Config: acctest.UserConfig(email, `first_name = "Ada"`),
			Phase:  acctest.AtPlan, Summary: `Could not read the user "ada@example.com" (user_…)`, At: atUser,
			Details: []string{"status 500", "try again later"},
		},
		{
			Name: "import", Config: "import {\n  to = clerk_user.ada\n  id = \"user_2abcdefghijklmnopqrstuvwxyz\"\n}\n" +
				acctest.UserConfig(email),
			Phase: acctest.AtPlan, Summary: "No such user", Details: []string{"user_2abcdefghijklmnopqrstuvwxyz"},
		},
		{
			Name: "plan of an update", Before: acctest.UserConfig(email),
			Config: acctest.UserConfig(email, `web3_wallets = ["0x1234567890abcdef1234567890abcdef12345678"]`),
			Phase:  acctest.AtPlan, Summary: "A web3 wallet cannot be added", At: "web3_wallets",
			Details: []string{`the user "ada@example.com"`, "web3_wallets"},
		},
		{
			Name: "plan of a destroy", Before: acctest.UserConfig(email, `deletion_protection = true`), Config: "# none\n",
			Phase: acctest.AtPlan, Summary: "The user is protected from destruction",
			Details: []string{`the user "ada@example.com"`, "deletion_protection = false", "removed block"},
		},
		{
			Name:    "create",
			Change:  acctest.Behaves(emulator.Behaviour{PasswordRequired: true}),
			Config:  acctest.UserConfig(email),
			Phase:   acctest.AtApply,
			Summary: `Could not create the user "ada@example.com"`,
			At:      atUser,
			Details: []string{"password", "skip_password_requirement"},
		},
		{
			// Without a password, the earlier configuration would get the warning about a missing credential.
			Name:   "update with a secret",
			Before: acctest.UserConfig(email, `password_wo = var.secret`, `password_wo_version = 1`),
			Secret: "long-but-breached-4711",
			Change: acctest.Behaves(emulator.Behaviour{BreachedPasswords: []string{"long-but-breached-4711"}}),
			Config: acctest.UserConfig(email, `password_wo = var.secret`, `password_wo_version = 2`),
			Phase:  acctest.AtApply, Summary: `Could not update the user "ada@example.com"`, At: "password_wo",
			Details: []string{"form_password_pwned"},
		},
		{
			Name:          "partly applied update",
			Before:        acctest.UserConfig(email),
			PartlyApplied: true,
			Change:        acctest.Behaves(emulator.Behaviour{MetadataLimit: 20}),
			Config: acctest.UserConfig(
				email,
				`banned = true`,
				`public_metadata = jsonencode({ team = "analytical engines" })`,
			),
			Phase:   acctest.AtApply,
			Summary: `Could not replace the metadata of the user "ada@example.com"`,
			At:      "public_metadata",
			Details: []string{"status 422", "form_param_exceeds_allowed_size"},
		},
		{
			Name: "destroy", Before: acctest.UserConfig(email), Change: acctest.Answers("DELETE", 500),
			Config: acctest.UserConfig(email), Options: []string{"-destroy"},
			Phase: acctest.AtApply, Summary: `Could not delete the user "ada@example.com" (user_…)`,
			Details: []string{"status 500", "try again later"},
		},
	})
}

// It is unknown whether Clerk deletes the last administrator of an organization. The membership is deleted with the user
// then. A ban or a lock is no deletion.
func TestUserResource_Delete_lastAdministrator_isAnErrorOnlyIfTheInstanceKeepsOne(t *testing.T) {
	t.Parallel()
	for policy, requests := range map[string][]string{
		"delete": {"DELETE /v1/users/{user_id}"}, "ban": {"POST /v1/users/{user_id}/ban"},
		"lock": {"POST /v1/users/{user_id}/lock"}, "retain": nil,
	} {
		for _, refuses := range []bool{false, true} {
			t.Run(fmt.Sprintf("%s, refused %t", policy, refuses), func(t *testing.T) {
				t.Parallel()
				instance := acctest.NewInstance(t)
				instance.SetBehaviour(emulator.Behaviour{LastAdminUndeletable: refuses})
				calls := acctest.NewCalls(t, instance, "clerk_user")
				held := calls.Create(instance, acctest.Values{"username": "adalove", "deletion_policy": policy})
				id := instance.OnlyUser().ID
				instance.MustSeed(emulator.Seed{Memberships: []emulator.SeedMembership{
					{UserID: id, OrganizationID: "org_engines", Role: "org:admin"},
				}})
				destroy := func() (acctest.Object, string) {
					calls.Configure(instance)
					planned := calls.Plan(held, nil)
					calls.Configure(instance)
					instance.ResetLog()
					after, diagnostics := calls.Apply(planned)
					instance.ExpectWrites(requests...)
					return after, acctest.Text(diagnostics)
				}
				after, text := destroy()
				if policy != "delete" || !refuses {
					if text != "" {
						t.Errorf("got %s", text)
					}
					return
				}
				for _, part := range []string{
					`Could not delete the user "adalove" (` + id + ")", "organization_minimum_permissions_needed",
					"last administrator of an organization", "apply again", "make another member an administrator",
				} {
					if !strings.Contains(text, part) {
						t.Errorf("the error lacks %q: %s", part, text)
					}
				}
				if strings.Contains(text, "on_destroy") {
					t.Errorf("a user has no on_destroy: %s", text)
				}
				if calls.Attributes("clerk_user", after.State)["id"] != id {
					t.Error("the user is no longer in the state")
				}
				instance.Delete("org_engines")
				if _, text := destroy(); text != "" {
					t.Errorf("without the organization: %s", text)
				}
			})
		}
	}
}
