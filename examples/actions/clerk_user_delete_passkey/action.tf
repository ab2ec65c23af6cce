data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# The passkey of a lost laptop:
# terraform apply -invoke=action.clerk_user_delete_passkey.laptop
action "clerk_user_delete_passkey" "laptop" {
  for_each = { for passkey in data.clerk_user.katherine.passkeys : passkey.id => passkey if passkey.name == "Laptop" }

  config {
    user_id    = data.clerk_user.katherine.id
    passkey_id = each.key
  }
}
