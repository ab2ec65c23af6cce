data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

# terraform apply -invoke=action.clerk_user_revoke_sessions.ada
action "clerk_user_revoke_sessions" "ada" {
  config {
    user_id = data.clerk_user.ada.id
  }
}
