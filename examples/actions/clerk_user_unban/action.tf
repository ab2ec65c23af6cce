data "clerk_user" "back" {
  email_address = "melba@example.com"
}

# terraform apply -invoke=action.clerk_user_unban.back
action "clerk_user_unban" "back" {
  config {
    user_id = data.clerk_user.back.id
  }
}
