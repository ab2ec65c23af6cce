data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# terraform apply -invoke=action.clerk_user_remove_password.katherine
action "clerk_user_remove_password" "katherine" {
  config {
    user_id                    = data.clerk_user.katherine.id
    sign_out_of_other_sessions = true
  }
}
