data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# terraform apply -invoke=action.clerk_user_lock.katherine
action "clerk_user_lock" "katherine" {
  config {
    user_id = data.clerk_user.katherine.id
  }
}
