resource "clerk_invitation" "ada" {
  email_address   = "ada@example.com"
  public_metadata = jsonencode({ plan = "pro" })
  expires_in_days = 14
}
