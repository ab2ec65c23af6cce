data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

# The passkey of a laptop that is gone:
# terraform apply -invoke=action.clerk_user_delete_passkey.laptop
action "clerk_user_delete_passkey" "laptop" {
  for_each = { for passkey in data.clerk_user.ada.passkeys : passkey.id => passkey if passkey.name == "Laptop" }

  config {
    user_id    = data.clerk_user.ada.id
    passkey_id = each.key
  }
}
