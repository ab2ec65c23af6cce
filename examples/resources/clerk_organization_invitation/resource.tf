resource "clerk_organization" "engines" {
  name                    = "Analytical Engines"
  max_allowed_memberships = 0 # no limit
}

resource "clerk_organization_invitation" "member" {
  for_each = toset(["ada@example.com", "mary@example.com"])

  organization_id = clerk_organization.engines.id
  email_address   = each.key
  role            = "org:member"
  redirect_url    = "https://example.com/welcome"
  resend_when     = ["expired"]
}

# An invitation from before Terraform. An import does not set redirect_url and resend_when.
resource "clerk_organization_invitation" "grace" {
  organization_id = clerk_organization.engines.id
  email_address   = "grace@example.com"
  role            = "org:member"
}
