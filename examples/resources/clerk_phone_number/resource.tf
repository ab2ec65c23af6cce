# clerk_user omits phone_numbers, so that other resources can manage each of them.
resource "clerk_user" "ada" {
  username = "ada_lovelace"
}

resource "clerk_phone_number" "mobile" {
  user_id                    = clerk_user.ada.id
  phone_number               = "+12025550123"
  verified                   = true
  reserved_for_second_factor = true
}
