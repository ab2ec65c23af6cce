data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

# terraform apply -invoke=action.clerk_user_lock.ada
action "clerk_user_lock" "ada" {
  config {
    user_id = data.clerk_user.ada.id
  }
}
