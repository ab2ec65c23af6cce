data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

data "clerk_user_trusted_devices" "ada" {
  user_id = data.clerk_user.ada.id
}

# A phone that was lost: terraform apply -invoke=action.clerk_user_revoke_trusted_device.phone
action "clerk_user_revoke_trusted_device" "phone" {
  for_each = {
    for device in data.clerk_user_trusted_devices.ada.trusted_devices : device.id => device
    if device.name == "Ada's phone"
  }

  config {
    user_id           = data.clerk_user.ada.id
    trusted_device_id = each.key
  }
}
