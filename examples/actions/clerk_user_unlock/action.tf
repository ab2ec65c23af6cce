data "clerk_user" "back" {
  email_address = "gladys@example.com"
}

# terraform apply -invoke=action.clerk_user_unlock.back
action "clerk_user_unlock" "back" {
  config {
    user_id = data.clerk_user.back.id
  }
}
