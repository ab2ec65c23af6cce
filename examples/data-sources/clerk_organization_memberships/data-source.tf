# The administrators of an organization, for a review of access.
data "clerk_organization_memberships" "admins" {
  organization_id = "org_39JKN7E28r4unICHo1mYQ9qB24g"
  role            = "org:admin"
}

output "administrators" {
  value = [for m in data.clerk_organization_memberships.admins.memberships : m.public_user_data.identifier]
}
