resource "clerk_invitation" "ada" {
  email_address   = "ada@example.com"
  public_metadata = jsonencode({ plan = "pro" })
  expires_in_days = 14
}

# An invitation from before Terraform. An import does not set attributes that are used only at creation, such as
# expires_in_days.
resource "clerk_invitation" "grace" {
  email_address = "grace@example.com"
}
