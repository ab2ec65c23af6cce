data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# Katherine has lost her phone: terraform apply -invoke=action.clerk_user_disable_mfa.katherine
action "clerk_user_disable_mfa" "katherine" {
  config {
    user_id = data.clerk_user.katherine.id
  }
}
