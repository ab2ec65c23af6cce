# All organizations with this text in the name or the slug.
data "clerk_organizations" "research" {
  query = "research"
}

output "organization_ids" {
  value = data.clerk_organizations.research.organizations[*].id
}
