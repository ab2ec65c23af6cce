variable "trusted_device_id" {
  description = "The device to revoke, such as a phone that was lost."
  type        = string
  default     = "tdev_2g7np7Hrk0SN6kj5EDMLDaKNL0S"
}

data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

# terraform apply -invoke=action.clerk_user_revoke_trusted_device.phone
action "clerk_user_revoke_trusted_device" "phone" {
  config {
    user_id           = data.clerk_user.ada.id
    trusted_device_id = var.trusted_device_id
  }
}
