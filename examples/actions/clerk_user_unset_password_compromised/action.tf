data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# terraform apply -invoke=action.clerk_user_unset_password_compromised.katherine
action "clerk_user_unset_password_compromised" "katherine" {
  config {
    user_id = data.clerk_user.katherine.id
  }
}
