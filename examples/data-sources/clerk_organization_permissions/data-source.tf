data "clerk_organization_permissions" "all" {}

# The id of each permission, by its key.
output "permission_ids" {
  value = { for p in data.clerk_organization_permissions.all.organization_permissions : p.key => p.id }
}
