data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# terraform apply -invoke=action.clerk_user_set_password_compromised.katherine
action "clerk_user_set_password_compromised" "katherine" {
  config {
    user_id             = data.clerk_user.katherine.id
    revoke_all_sessions = true
  }
}
