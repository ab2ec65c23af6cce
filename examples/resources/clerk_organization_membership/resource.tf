resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com"]
}

resource "clerk_organization" "engines" {
  name = "Analytical Engines"
}

resource "clerk_organization_membership" "ada" {
  organization_id = clerk_organization.engines.id
  user_id         = clerk_user.ada.id
  role            = "org:member"
}
