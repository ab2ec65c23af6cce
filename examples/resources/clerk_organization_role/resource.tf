data "clerk_organization_permissions" "read_members" {
  key = "org:sys_memberships:read"
}

resource "clerk_organization_permission" "audits" {
  name = "Read audits"
  key  = "org:audits:read"
}

resource "clerk_organization_role" "auditor" {
  name        = "Auditor"
  key         = "org:auditor"
  description = "Reads members and audits"

  permission_ids = [
    clerk_organization_permission.audits.id,
    data.clerk_organization_permissions.read_members.organization_permissions[0].id,
  ]

  # It is added to role sets in the Clerk Dashboard.
  include_in_initial_role_set = false
}

# A role from before Terraform. include_in_initial_role_set is used only at creation, and an import does not set it.
resource "clerk_organization_role" "reviewer" {
  name           = "Reviewer"
  key            = "org:reviewer"
  permission_ids = [clerk_organization_permission.audits.id]
}
