package users_test

import (
	"encoding/json"
	"os"
	"path/filepath"
	"testing"

	tfjson "github.com/hashicorp/terraform-json"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

func TestAccListUsers_adopting200UsersThroughGeneratedConfigurationPlansNoChange(t *testing.T) {
	t.Parallel()
	acctest.RequireTerraform(t, "1.14.0", "terraform query")
	const people = 200
	instance := acctest.NewInstance(t)
	seedKindsOfUsers(t, instance, people)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(`provider "clerk" {}`)
	writeFile(t, workspace, "users.tfquery.hcl", `
list "clerk_user" "all" {
  provider = clerk
  limit    = 1000
}`)
	workspace.Must("query", "-generate-config-out=generated.tf")
	workspace.Must("plan", "-out=adoption")
	imports, changes := planned(t, workspace, "adoption")
	if imports != people || changes != 0 {
		t.Errorf("the plan imports %d users and changes %d, want %d and none", imports, changes, people)
	}
	workspace.Must("apply", "adoption")
	if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the next plan is not empty: %s", plan)
	}
	instance.ExpectWrites()
}

func TestAccUsers_120AreAdoptedWithImportBlocksOverTheDataSource(t *testing.T) {
	t.Parallel()
	const people = 120 // a list finds at most 100 users by their ids
	instance := acctest.NewInstance(t)
	seedKindsOfUsers(t, instance, people)
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(`
provider "clerk" {}
data "clerk_users" "all" {
  fields = ["id", "username", "external_id", "create_organization_enabled"]
}
import {
  for_each = data.clerk_users.all.users_by_id
  to       = clerk_user.all[each.key]
  id       = each.key
}
resource "clerk_user" "all" {
  for_each = data.clerk_users.all.users_by_id

  username                    = each.value.username
  external_id                 = each.value.external_id
  create_organization_enabled = each.value.create_organization_enabled
}`)
	workspace.Must("plan", "-out=adoption")
	imports, changes := planned(t, workspace, "adoption")
	if imports != people || changes != 0 {
		t.Errorf("the plan imports %d users and changes %d, want %d and none", imports, changes, people)
	}
	workspace.Must("apply", "adoption")
	if plan := workspace.Run("plan", "-detailed-exitcode"); plan.ExitCode != 0 {
		t.Errorf("the next plan is not empty: %s", plan)
	}
	instance.ExpectWrites()
}

// planned counts the imports of a plan, and the resources that it changes.
func planned(t *testing.T, workspace *acctest.Workspace, file string) (imports, changes int) {
	t.Helper()
	var plan tfjson.Plan
	if err := json.Unmarshal([]byte(workspace.Must("show", "-json", file).Stdout), &plan); err != nil {
		t.Fatal(err)
	}
	for _, resource := range plan.ResourceChanges {
		if resource.Change.Importing != nil {
			imports++
		}
		if !resource.Change.Actions.NoOp() {
			changes++
		}
	}
	return imports, changes
}

func writeFile(t *testing.T, workspace *acctest.Workspace, name, text string) {
	t.Helper()
	if err := os.WriteFile(filepath.Join(workspace.Folder, name), []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}
