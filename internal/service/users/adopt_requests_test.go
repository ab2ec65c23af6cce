package users_test

import (
	"fmt"
	"slices"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// adoptedConfig is the configuration of the user that holdMany has made, with a changed name for some users.
func adoptedConfig(n, changed int) acctest.Values {
	name := "Ada"
	if n < changed {
		name = "Grace"
	}
	return acctest.Values{
		"adopt_existing": true, "external_id": fmt.Sprintf("ext_%03d", n), "first_name": name,
		"email_addresses": []any{fmt.Sprintf("person%03d@example.com", n)}, "public_metadata": `{"team":"blue"}`,
	}
}

func TestUserResource_Create_adoptionOf140Users_sendsFewRequests(t *testing.T) {
	t.Parallel()
	const users, changed = 140, 20 // in batches of ten calls, the plan takes 14 requests
	instance := acctest.NewInstance(t)
	holdMany(t, instance, users)
	calls := acctest.NewCalls(t, instance, "clerk_user")
	acctest.AsTerraform(users, func(n int) {
		planned := calls.Plan(acctest.Object{}, adoptedConfig(n, changed))
		acctest.ExpectOne(t, planned.Diagnostics, acctest.IsWarning, "An existing user will be adopted")
	})
	if got := len(instance.Requests()); got > 12 {
		t.Errorf("the plan sent %d requests, want at most 12", got)
	}
	calls.Configure(instance)
	acctest.AsTerraform(users, func(n int) {
		again := calls.Plan(acctest.Object{}, adoptedConfig(n, changed))
		_, diagnostics := calls.Apply(again)
		acctest.ExpectNone(t, diagnostics)
	})
	if got := len(instance.Reads()); got > 20 {
		t.Errorf("plan and apply sent %d reads, want at most 20", got)
	}
	instance.ExpectWrites(slices.Repeat([]string{"PATCH /v1/users/{user_id}"}, changed)...)
}

func TestAccUser_adoptExisting_manyUsers_sendsFewRequests(t *testing.T) {
	t.Parallel()
	const users = 30
	instance := acctest.NewInstance(t)
	holdMany(t, instance, users)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(fmt.Sprintf(`
provider "clerk" {}
resource "clerk_user" "all" {
  count           = %d
  adopt_existing  = true
  external_id     = format("ext_%%03d", count.index)
  email_addresses = [format("person%%03d@example.com", count.index)]
  first_name      = count.index < 3 ? "Grace" : "Ada"
  public_metadata = jsonencode({ team = "blue" })
}`, users))
	workspace.Must("apply", "-auto-approve")
	if got := len(instance.Reads()); got > 12 {
		t.Errorf("%d reads were sent, want at most 12", got)
	}
	instance.ExpectWrites(slices.Repeat([]string{"PATCH /v1/users/{user_id}"}, 3)...)
}
