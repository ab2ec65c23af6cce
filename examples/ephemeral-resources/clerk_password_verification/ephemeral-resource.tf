variable "known_password" {
  description = "The password of a user that was migrated as a trial."
  type        = string
  ephemeral   = true
}

variable "digest" {
  description = "The digest of it in the old system."
  type        = string
  ephemeral   = true
}

resource "clerk_user" "trial" {
  email_addresses            = ["trial@example.com"]
  password_digest_wo         = var.digest
  password_digest_wo_version = 1
  password_hasher            = "bcrypt"
}

# Checks that the digest still accepts its password.
ephemeral "clerk_password_verification" "trial" {
  user_id  = clerk_user.trial.id
  password = var.known_password
}

check "passwords" {
  assert {
    condition     = ephemeral.clerk_password_verification.trial.verified
    error_message = "The password does not work any more: do not migrate the other users."
  }
}
