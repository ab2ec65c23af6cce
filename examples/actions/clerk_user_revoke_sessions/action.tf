data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# terraform apply -invoke=action.clerk_user_revoke_sessions.katherine
action "clerk_user_revoke_sessions" "katherine" {
  config {
    user_id = data.clerk_user.katherine.id
  }
}
