data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# terraform apply -invoke=action.clerk_user_delete_totp.katherine
action "clerk_user_delete_totp" "katherine" {
  config {
    user_id = data.clerk_user.katherine.id
  }
}
