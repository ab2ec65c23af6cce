data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

# terraform apply -invoke=action.clerk_user_remove_password.ada
action "clerk_user_remove_password" "ada" {
  config {
    user_id                    = data.clerk_user.ada.id
    sign_out_of_other_sessions = true
  }
}
