# Another team manages other keys of the same user, also within the same object.
resource "clerk_user_metadata" "support" {
  user_id = clerk_user.ada.id
  private = jsonencode({ crm = { contact = "grace@example.com" } })
}
