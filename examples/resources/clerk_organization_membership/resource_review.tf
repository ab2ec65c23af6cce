# Members that this configuration does not have stay in the organization. The check warns about them in every run.
locals {
  members_without_resource = setsubtract(
    [for m in data.clerk_organization_memberships.engines.memberships : m.public_user_data.user_id],
    [clerk_organization_membership.ada.user_id],
  )
}

data "clerk_organization_memberships" "engines" {
  organization_id = clerk_organization.engines.id

  depends_on = [clerk_organization_membership.ada] # read the members after a change of them
}

check "members" {
  assert {
    condition     = length(local.members_without_resource) == 0
    error_message = "Members without a resource: ${join(", ", local.members_without_resource)}."
  }
}

output "members_without_resource" {
  description = "The ids of the users, for an import or a removal."
  value       = local.members_without_resource
}
