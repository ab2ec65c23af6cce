data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

# terraform apply -invoke=action.clerk_user_delete_totp.ada
action "clerk_user_delete_totp" "ada" {
  config {
    user_id = data.clerk_user.ada.id
  }
}
