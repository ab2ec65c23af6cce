package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// Terraform keeps the mark of a sensitive variable in the state if the attribute itself is not sensitive. Without the
// variable, it would plan an update then.
func TestAccUser_Plan_removedPasswordOfASensitiveVariable_isNoChange(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	workspace := acctest.NewWorkspace(t, instance)
	configuration := func(argument string) string {
		return `
variable "password" {
  type      = string
  sensitive = true
  default   = "correct horse battery"
}
provider "clerk" {}
resource "clerk_user" "ada" {
  username            = "adalove"
  password_wo_version = 1
` + argument + "\n}"
	}
	workspace.Write(configuration("password_wo = var.password"))
	workspace.Must("apply", "-auto-approve")
	workspace.Write(configuration(""))
	if plan := workspace.Run("plan", "-no-color", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the plan changes something: %s", plan)
	}
	workspace.Must("apply", "-auto-approve")
	instance.ExpectWrites(createUser)
	if !instance.OnlyUser().PasswordEnabled {
		t.Error("the password was removed")
	}
	workspace.Must("plan", "-detailed-exitcode")
}
