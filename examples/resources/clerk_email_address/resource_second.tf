# A second address, which the user has to verify.
resource "clerk_email_address" "private" {
  user_id       = clerk_user.ada.id
  email_address = "ada@example.org"

  # Clerk makes the first address primary by itself.
  depends_on = [clerk_email_address.work]
}
