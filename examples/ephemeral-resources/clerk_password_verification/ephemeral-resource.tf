variable "known_password" {
  description = "The password of a user who was moved for the trial."
  type        = string
  ephemeral   = true
}

variable "digest" {
  description = "What the old system has of it."
  type        = string
  ephemeral   = true
}

resource "clerk_user" "trial" {
  email_addresses            = ["trial@example.com"]
  password_digest_wo         = var.digest
  password_digest_wo_version = 1
  password_hasher            = "bcrypt"
}

# Does the digest still take the password that it was made from?
ephemeral "clerk_password_verification" "trial" {
  user_id  = clerk_user.trial.id
  password = var.known_password
}

check "passwords" {
  assert {
    condition     = ephemeral.clerk_password_verification.trial.verified
    error_message = "The password does not work any more: do not move the other users."
  }
}
