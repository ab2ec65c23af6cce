# clerk_user omits email_addresses, so that other resources can manage each of them.
resource "clerk_user" "ada" {
  username = "ada_lovelace"
}

resource "clerk_email_address" "work" {
  user_id       = clerk_user.ada.id
  email_address = "ada@example.com"
  verified      = true
  primary       = true
}
