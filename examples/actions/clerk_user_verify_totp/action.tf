variable "code" {
  description = "What the authenticator shows, or a backup code."
  type        = string
  ephemeral   = true
}

data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

# terraform apply -invoke=action.clerk_user_verify_totp.ada -var code=123456
action "clerk_user_verify_totp" "ada" {
  config {
    user_id = data.clerk_user.ada.id
    code    = var.code
  }
}
