data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

# terraform apply -invoke=action.clerk_user_set_password_compromised.ada
action "clerk_user_set_password_compromised" "ada" {
  config {
    user_id             = data.clerk_user.ada.id
    revoke_all_sessions = true
  }
}
