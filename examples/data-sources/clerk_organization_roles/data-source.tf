data "clerk_organization_roles" "all" {}

# The keys of the permissions of each role.
output "permissions" {
  value = { for r in data.clerk_organization_roles.all.roles : r.key => r.permissions }
}
