package emailaddresses_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Tests with the real CLI of resources that are renamed, exchanged or replaced.

const unmovedName = `
resource "clerk_email_address" "old" {
  user_id       = %q
  email_address = "new@example.com"
  verified      = true
}`

// keeps runs the CLI, and checks that it succeeds and that the user holds these addresses then.
func keeps(t *testing.T, instance *acctest.Instance, workspace *acctest.Workspace, want string, arguments ...string) {
	t.Helper()
	workspace.Must(arguments...)
	holds(t, instance, want)()
	if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the next plan is not empty: %s", plan)
	}
}

// fails runs the CLI, and checks that it fails with these texts and that the API received nothing.
func fails(t *testing.T, instance *acctest.Instance, workspace *acctest.Workspace, texts ...string) {
	t.Helper()
	instance.ResetLog()
	result := workspace.Run("apply", "-auto-approve", "-no-color")
	said := strings.Join(strings.Fields(result.Stderr), " ")
	for _, text := range texts {
		if result.ExitCode == 0 || !strings.Contains(said, text) {
			t.Errorf("the run is not refused with %q: %s", text, result)
		}
	}
	instance.ExpectWrites()
}

func TestAccEmailAddress_Plan_rename_failsWithoutMoved(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	workspace := acctest.NewWorkspace(t, instance)
	config := fmt.Sprintf(unmovedName, id)
	workspace.Write(config)
	workspace.Must("apply", "-auto-approve")
	renamed := strings.Replace(config, `"old"`, `"renamed"`, 1)
	for _, lifecycle := range []string{"", "\n  lifecycle {\n    create_before_destroy = true\n  }\n}"} {
		if lifecycle != "" {
			renamed = strings.TrimSuffix(renamed, "}") + lifecycle
		}
		workspace.Write(renamed)
		fails(t, instance, workspace, "moved {", "clerk_email_address.OLD_NAME", id)
	}
	workspace.Write(renamed + "\nmoved {\n  from = clerk_email_address.old\n  to   = clerk_email_address.renamed\n}\n")
	keeps(t, instance, workspace, "ada@example.com* new@example.com", "apply", "-auto-approve")
}

func TestAccEmailAddress_Plan_moveIntoTheSetOfItsUser_failsWithoutRemoved(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	user := "resource \"clerk_user\" \"ada\" {\n  username = \"countess\"\n %s\n}\n"
	workspace.Write(fmt.Sprintf(user, "") + `
resource "clerk_email_address" "old" {
  user_id       = clerk_user.ada.id
  email_address = "new@example.com"
  verified      = true
}`)
	workspace.Must("apply", "-auto-approve")
	inSet := fmt.Sprintf(user, `email_addresses = ["new@example.com"]`)
	workspace.Write(inSet)
	fails(t, instance, workspace, "removed {", "from = clerk_email_address.NAME", "destroy = false")
	workspace.Write(inSet + "\nremoved {\n  from = clerk_email_address.old\n  lifecycle {\n    destroy = false\n  }\n}\n")
	keeps(t, instance, workspace, "new@example.com*", "apply", "-auto-approve")
}

func counted(id string, addresses ...string) string {
	return fmt.Sprintf(`
resource "clerk_email_address" "it" {
  count         = %d
  user_id       = %q
  email_address = ["%s"][count.index]
}`, len(addresses), id, strings.Join(addresses, `", "`))
}

func TestAccEmailAddress_Update_swapWithCount_keepsBothAddresses(t *testing.T) {
	t.Parallel()
	for _, parallelism := range []string{"-parallelism=1", "-parallelism=10"} {
		t.Run(parallelism, func(t *testing.T) {
			t.Parallel()
			instance, id := withUser(t)
			workspace := acctest.NewWorkspace(t, instance)
			workspace.Write(counted(id, "a@example.com", "b@example.com"))
			workspace.Must("apply", "-auto-approve")
			instance.Change("countess", func(u *emulator.User) {
				for i, address := range u.EmailAddresses {
					if address.EmailAddress == "a@example.com" {
						u.EmailAddresses[i].Verification = &emulator.Verification{
							Object: "verification_otp", Status: "verified", Strategy: "email_code",
						}
					}
				}
			})
			workspace.Must("apply", "-auto-approve", "-refresh-only")
			workspace.Write(counted(id, "b@example.com", "a@example.com"))
			workspace.Must("apply", "-auto-approve", parallelism)
			user := instance.OnlyUser()
			for _, want := range []string{"ada@example.com*", "a@example.com", "b@example.com?"} {
				if !strings.Contains(" "+shown(user)+" ", " "+want+" ") {
					t.Errorf("the user holds %q without %q", shown(user), want)
				}
			}
			if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
				t.Errorf("the next plan is not empty: %s", plan)
			}
		})
	}
}

func TestAccEmailAddress_Plan_firstOfACountRemoved_fails(t *testing.T) {
	t.Parallel()
	instance, id := withUser(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(counted(id, "a@example.com", "b@example.com", "c@example.com"))
	workspace.Must("apply", "-auto-approve")
	workspace.Write(counted(id, "b@example.com", "c@example.com"))
	fails(t, instance, workspace, "another clerk_email_address", `"c@example.com"`)
	if held := instance.OnlyUser().EmailAddresses; len(held) != 4 {
		t.Errorf("the user holds %v, want all four addresses", held)
	}
}

func TestAccEmailAddress_Plan_replace_keepsTheAddress(t *testing.T) {
	t.Parallel()
	for name, lifecycle := range map[string]string{"destroy first": "", "create first": "lifecycle {\n create_before_destroy = true\n }"} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			instance := acctest.NewInstance(t)
			id := instance.Hold(map[string]any{"email_address": []string{"ada@example.com"}})
			workspace := acctest.NewWorkspace(t, instance)
			workspace.Write(email(id, "ada@example.com", lifecycle))
			workspace.Must("apply", "-auto-approve")
			instance.ResetLog()
			keeps(t, instance, workspace, "ada@example.com*", "apply", "-auto-approve", "-replace=clerk_email_address.it")
			workspace.Must("taint", "clerk_email_address.it")
			keeps(t, instance, workspace, "ada@example.com*", "apply", "-auto-approve")
			instance.ExpectWrites(addEmail, addEmail)
			if plan := workspace.Must("plan", "-replace=clerk_email_address.it"); strings.Contains(plan.Stdout, "manages") {
				t.Errorf("the replacement is reported as a conflict: %s", plan)
			}
			workspace.Must("destroy", "-auto-approve")
		})
	}
}

func TestAccEmailAddress_Delete_withItsUser_succeedsInOneRun(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	config := `
resource "clerk_user" "ada" {
  username = %s
}
resource "clerk_email_address" "it" {
  user_id       = clerk_user.ada.id
  email_address = "ada@example.com"
  verified      = true
}`
	workspace.Write(fmt.Sprintf(config, `"countess"`))
	workspace.Must("apply", "-auto-approve")
	workspace.Write(fmt.Sprintf(config, `""`))
	workspace.Must("apply", "-auto-approve")
	workspace.Must("destroy", "-auto-approve")
	if users := instance.Users(); len(users) != 0 {
		t.Errorf("%d users are left", len(users))
	}
}

func TestAccEmailAddress_Update_replacedUser_getsTheAddress(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(`
resource "clerk_user" "ada" {
  username = "countess"
}
resource "clerk_email_address" "it" {
  user_id       = clerk_user.ada.id
  email_address = "ada@example.com"
  verified      = true
}`)
	workspace.Must("apply", "-auto-approve")
	before := instance.OnlyUser().ID
	keeps(t, instance, workspace, "ada@example.com*", "apply", "-auto-approve", "-replace=clerk_user.ada")
	workspace.Must("taint", "clerk_user.ada")
	keeps(t, instance, workspace, "ada@example.com*", "apply", "-auto-approve")
	if instance.OnlyUser().ID == before {
		t.Error("the user was not replaced")
	}
}

func TestAccEmailAddress_Update_userIDUnknownDuringPlan_changesNothing(t *testing.T) {
	t.Parallel()
	instance, _ := withUser(t)
	workspace := acctest.NewWorkspace(t, instance)
	config := `
resource "terraform_data" "before" {
  input = %q
}
data "clerk_user" "ada" {
  username   = "countess"
  depends_on = [terraform_data.before]
}
resource "clerk_email_address" "it" {
  user_id       = data.clerk_user.ada.id
  email_address = "new@example.com"
  verified      = true
}`
	workspace.Write(fmt.Sprintf(config, "first"))
	workspace.Must("apply", "-auto-approve")
	instance.ResetLog()
	workspace.Write(fmt.Sprintf(config, "second"))
	keeps(t, instance, workspace, "ada@example.com* new@example.com", "apply", "-auto-approve")
	instance.ExpectWrites()
}

func TestAccEmailAddress_Update_otherUserID_movesTheAddress(t *testing.T) {
	t.Parallel()
	instance, ada := withUser(t)
	other := instance.Hold(map[string]any{"username": "other"})
	instance.Run(t, []acctest.Step{
		step(email(ada, "new@example.com", "verified = true"), nil, addEmail),
		step(email(other, "new@example.com", "verified = true"), func() {
			for name, want := range map[string]string{"countess": "ada@example.com*", "other": "new@example.com*"} {
				if user, _ := instance.FindUser(name); shown(user) != want {
					t.Errorf("%s holds %q, want %q", name, shown(user), want)
				}
			}
		}, deleteEmail, addEmail),
		refused(email("user_unknown", "new@example.com", "verified = true"), "There is no such user"),
		step(email(other, "new@example.com", "verified = true"), nil),
	}, nil)
}
