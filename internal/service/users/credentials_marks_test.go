package users_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// A write-only attribute that is not sensitive has the mark of its variable in the state. Without the variable, Terraform
// plans an update that changes nothing.
func TestAccUser_Plan_removedPasswordOfASensitiveVariable_isNoChange(t *testing.T) {
	t.Parallel()
	workspace := acctest.NewWorkspace(t, acctest.NewInstance(t))
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
}
