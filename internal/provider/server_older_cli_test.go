package provider_test

import (
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// The oldest supported CLIs are Terraform 1.11 and OpenTofu 1.11, which do not have
// these features. The test also passes with a newer CLI.
func TestAccProvider_oldestCLI_worksWithoutActionsListsAndIdentities(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	schemas := acctest.NewProtocol(t, instance).Schemas
	if len(schemas.ActionSchemas) == 0 || len(schemas.ListResourceSchemas) == 0 {
		t.Error("the provider declares no actions or no lists, so this shows nothing")
	}
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(`
provider "clerk" {}
resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com"]
}`)
	for _, command := range [][]string{
		{"validate", "-json"},
		{"apply", "-json", "-auto-approve"},
		{"plan", "-json", "-detailed-exitcode"},
		{"destroy", "-json", "-auto-approve"},
	} {
		result := workspace.Must(command...)
		if told := append(result.Errors(), result.Warnings()...); len(told) != 0 {
			t.Errorf("%v tells %v", command, told)
		}
	}
	instance.ExpectWrites("POST /v1/users", "DELETE /v1/users/{user_id}")
}
