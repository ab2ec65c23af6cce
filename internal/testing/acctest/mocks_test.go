package acctest_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// mockedConfig has every resource and every data source. Terraform generates the ids, of eight characters.
const mockedConfig = `
resource "clerk_user" "it" {
  email_addresses = ["ada@example.com"]
}
resource "clerk_email_address" "it" {
  user_id       = clerk_user.it.id
  email_address = "countess@example.com"
}
resource "clerk_phone_number" "it" {
  user_id      = clerk_user.it.id
  phone_number = "+12025550101"
}
resource "clerk_user_metadata" "it" {
  user_id = clerk_user.it.id
  public  = jsonencode({ role = "analyst" })
}
resource "clerk_user_totp" "it" {
  user_id = clerk_user.it.id
}
resource "clerk_user_profile_image" "it" {
  user_id = clerk_user.it.id
  source  = "image.png"
}
resource "clerk_organization" "it" {
  name       = "Analytical Engines"
  created_by = clerk_user.it.id
}
resource "clerk_organization_membership" "it" {
  organization_id = clerk_organization.it.id
  user_id         = clerk_user.it.id
  role            = clerk_organization_role.it.key
}
resource "clerk_organization_permission" "it" {
  name = "Sign reports"
  key  = "org:reports:sign"
}
resource "clerk_organization_role" "it" {
  name           = "Auditor"
  key            = "org:auditor"
  permission_ids = [clerk_organization_permission.it.id]
}
resource "clerk_organization_invitation" "it" {
  organization_id = clerk_organization.it.id
  inviter_user_id = clerk_user.it.id
  email_address   = "grace@example.com"
  role            = clerk_organization_role.it.key
}
resource "clerk_invitation" "it" {
  email_address = "grace@example.com"
}
resource "clerk_allowlist_identifier" "it" {
  identifier = "*@example.com"
}
resource "clerk_blocklist_identifier" "it" {
  identifier = "*@*.disposable.example"
}
data "clerk_user" "it" {
  id = clerk_user.it.id
}
data "clerk_users" "it" {
  user_ids = [clerk_user.it.id]
}
data "clerk_user_count" "it" {}
data "clerk_session" "it" {
  id = "sess_1"
}
data "clerk_sessions" "it" {
  user_id = clerk_user.it.id
}
data "clerk_client" "it" {
  id = data.clerk_session.it.client_id
}
data "clerk_clients" "it" {}
data "clerk_instance" "it" {}
data "clerk_jwks" "it" {}
data "clerk_user_organization_memberships" "it" {
  user_id = clerk_user.it.id
}
data "clerk_user_organization_invitations" "it" {
  user_id = clerk_user.it.id
}
data "clerk_user_trusted_devices" "it" {
  user_id = clerk_user.it.id
}
data "clerk_organization" "it" {
  id = clerk_organization.it.id
}
data "clerk_organizations" "it" {
  user_id = clerk_user.it.id
}
data "clerk_organization_memberships" "it" {
  organization_id = clerk_organization.it.id
  role            = clerk_organization_role.it.key
}
data "clerk_organization_roles" "it" {
  key = clerk_organization_role.it.key
}
data "clerk_organization_permissions" "it" {
  key = clerk_organization_permission.it.key
}
data "clerk_organization_invitations" "it" {
  organization_id = clerk_organization.it.id
}
data "clerk_invitations" "it" {
  email_address = clerk_invitation.it.email_address
}
data "clerk_waitlist_entries" "it" {
  query = clerk_invitation.it.email_address
}
`

// mockedIDs are for OpenTofu, which generates words of any length.
const mockedIDs = `
  mock_resource "clerk_user" {
    defaults = {
      id = "user_2mocked"
    }
  }
  mock_resource "clerk_organization" {
    defaults = {
      id = "org_2mocked"
    }
  }
  mock_resource "clerk_organization_permission" {
    defaults = {
      id = "perm_2mocked"
    }
  }
  mock_data "clerk_session" {
    defaults = {
      client_id = "client_2mocked"
    }
  }`

const mockedTest = `
mock_provider "clerk" { IDS
  mock_data "clerk_users" {
    defaults = {
      users       = [{ id = "user_2mocked", first_name = "Ada" }]
      users_by_id = { user_2mocked = { first_name = "Ada" } }
    }
  }
}
run "apply" {
  assert {
    condition     = clerk_email_address.it.user_id == clerk_user.it.id && clerk_user.it.email_addresses == toset(["ada@example.com"])
    error_message = "The resources do not have the configured values."
  }
  assert {
    condition     = data.clerk_users.it.users[0].id == "user_2mocked" && data.clerk_users.it.users_by_id["user_2mocked"].first_name == "Ada"
    error_message = "The users are ${jsonencode(data.clerk_users.it.users)}."
  }
}
`

func TestMockProvider_generatedIDs_passTheValidation(t *testing.T) {
	t.Parallel()
	acctest.RequireTerraform(t, "1.11.0", "ids of eight characters")
	runMocked(t, "")
}

func TestMockProvider_configuredIDs_passTheValidation(t *testing.T) {
	t.Parallel()
	runMocked(t, mockedIDs)
}

// runMocked runs a test with every resource and every data source against a mocked provider.
func runMocked(t *testing.T, ids string) {
	t.Helper()
	instance := acctest.NewInstance(t)
	schemas := acctest.NewProtocol(t, instance).Schemas
	for name := range schemas.ResourceSchemas {
		if !strings.Contains(mockedConfig, "resource \""+name+"\"") {
			t.Errorf("the resource %s has no block", name)
		}
	}
	for name := range schemas.DataSourceSchemas {
		if !strings.Contains(mockedConfig, "data \""+name+"\"") {
			t.Errorf("the data source %s has no block", name)
		}
	}
	expectMocked(t, mockWorkspace(t, instance, mockedConfig, strings.Replace(mockedTest, "IDS", ids, 1)), instance)
}

// mockWorkspace has a configuration and a test of it.
func mockWorkspace(t *testing.T, instance *acctest.Instance, config, test string) *acctest.Workspace {
	t.Helper()
	workspace := acctest.NewWorkspace(t, instance)
	workspace.Write(config)
	if err := os.WriteFile(filepath.Join(workspace.Folder, "mocked.tftest.hcl"), []byte(test), 0o600); err != nil {
		t.Fatal(err)
	}
	instance.ResetLog()
	return workspace
}

// expectMocked expects that the test passes, and sends no request.
func expectMocked(t *testing.T, workspace *acctest.Workspace, instance *acctest.Instance) {
	t.Helper()
	passed, failed := summary(t, workspace.Run("test", "-json"))
	if passed != 1 || failed != 0 {
		t.Errorf("%d tests passed and %d failed: %s", passed, failed, workspace.Run("test", "-no-color"))
	}
	if requests := instance.Requests(); len(requests) > 0 {
		t.Errorf("mocks sent %v", requests)
	}
}

// The guide says that Terraform cannot mock ephemeral resources. If this test fails, Terraform can: change the guide.
func TestMockProvider_ephemeralResource_failsWithTerraform(t *testing.T) {
	t.Parallel()
	acctest.RequireTerraform(t, "1.11.0", "no mocks of ephemeral resources")
	instance := acctest.NewInstance(t)
	workspace := mockWorkspace(t, instance, "ephemeral \"clerk_testing_token\" \"it\" {}\n",
		"mock_provider \"clerk\" {}\nrun \"apply\" {}\n")
	result := workspace.Run("test", "-no-color")
	if result.ExitCode == 0 || !strings.Contains(result.String(), "does not yet support ephemeral resource types") {
		t.Errorf("the mock of an ephemeral resource: %s", result)
	}
	if requests := instance.Requests(); len(requests) > 0 {
		t.Errorf("mocks sent %v", requests)
	}
}

// What the guide shows in place of a mock.
func TestMockProvider_ephemeralVariable_takesThePlaceOfAnEphemeralResource(t *testing.T) {
	t.Parallel()
	instance := acctest.NewInstance(t)
	expectMocked(t, mockWorkspace(t, instance, `
variable "password" {
  type      = string
  ephemeral = true
}
resource "clerk_user" "it" {
  username            = "adalove"
  password_wo         = var.password
  password_wo_version = 1
}
`, `
mock_provider "clerk" {}
run "apply" {
  variables {
    password = "correct horse battery"
  }
}
`), instance)
}
