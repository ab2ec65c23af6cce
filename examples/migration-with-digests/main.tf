terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment = "development" # "production" if the key is sk_live_…
}

variable "people" {
  description = "The users to migrate, by their id in the old system."
  type = map(object({
    email_address = string
    signed_up_at  = string
    has_totp      = bool
  }))
}

variable "password_digests" {
  description = "The bcrypt digest of the password of each user, by the same id. Needed only for new users."
  type        = map(string)
  sensitive   = true
  ephemeral   = true
  default     = {}
}

variable "totp_secrets" {
  description = "The TOTP secret of each user that has one, in base32, by the same id. Needed only for new users."
  type        = map(string)
  sensitive   = true
  ephemeral   = true
  default     = {}
}

# The users keep their passwords and authenticator apps.
resource "clerk_user" "migrated" {
  for_each = var.people

  external_id     = each.key
  email_addresses = [each.value.email_address]
  created_at      = each.value.signed_up_at

  password_digest_wo         = lookup(var.password_digests, each.key, null)
  password_digest_wo_version = 1
  password_hasher            = "bcrypt"

  totp_secret_wo         = lookup(var.totp_secrets, each.key, null)
  totp_secret_wo_version = each.value.has_totp ? 1 : null
}
