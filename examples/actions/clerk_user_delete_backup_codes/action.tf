data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

# terraform apply -invoke=action.clerk_user_delete_backup_codes.ada
action "clerk_user_delete_backup_codes" "ada" {
  config {
    user_id = data.clerk_user.ada.id
  }
}
