data "clerk_user_trusted_devices" "katherine" {
  user_id = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
}

output "devices" {
  value = {
    for device in data.clerk_user_trusted_devices.katherine.trusted_devices :
    device.id => "${coalesce(device.name, "unnamed")} (${device.platform})"
  }
}
