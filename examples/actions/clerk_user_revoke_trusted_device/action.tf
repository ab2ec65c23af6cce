data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

data "clerk_user_trusted_devices" "katherine" {
  user_id = data.clerk_user.katherine.id
}

# After the loss of a phone: terraform apply -invoke=action.clerk_user_revoke_trusted_device.phone
action "clerk_user_revoke_trusted_device" "phone" {
  for_each = {
    for device in data.clerk_user_trusted_devices.katherine.trusted_devices : device.id => device
    if device.name == "Katherine's phone"
  }

  config {
    user_id           = data.clerk_user.katherine.id
    trusted_device_id = each.key
  }
}
