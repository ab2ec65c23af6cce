# Clerk refuses the user until banned is false. The user keeps all data.
resource "clerk_user" "mallory" {
  email_addresses = ["mallory@example.com"]
  banned          = true

  delete_self_enabled         = false
  create_organization_enabled = false
}
