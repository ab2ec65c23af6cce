# Deletes passkeys that the user no longer uses:
# terraform apply -invoke=action.clerk_user_delete_passkey.unused
variable "email_address" {
  description = "The email address of the user with the passkeys."
  type        = string
  default     = "katherine@example.com"
}

variable "unused_since" {
  description = "Passkeys that were last used before this time are deleted."
  type        = string
  default     = "2026-01-01T00:00:00Z"
}

data "clerk_user" "user" {
  email_address = var.email_address
}

locals {
  unused = {
    for passkey in data.clerk_user.user.passkeys : passkey.id => passkey
    if passkey.last_used_at != null && timecmp(passkey.last_used_at, var.unused_since) < 0
  }
}

# The passkeys that the action would delete.
output "unused_passkeys" {
  value = [for passkey in local.unused : "${passkey.name}, last used ${passkey.last_used_at}"]
}

action "clerk_user_delete_passkey" "unused" {
  for_each = local.unused

  config {
    user_id    = data.clerk_user.user.id
    passkey_id = each.key
  }
}
