data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

# Ada has lost her phone: terraform apply -invoke=action.clerk_user_disable_mfa.ada
action "clerk_user_disable_mfa" "ada" {
  config {
    user_id = data.clerk_user.ada.id
  }
}
