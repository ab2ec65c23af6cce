variable "code" {
  description = "The code in the authenticator app, or a backup code."
  type        = string
  ephemeral   = true
}

data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# terraform apply -invoke=action.clerk_user_verify_totp.katherine -var code=123456
action "clerk_user_verify_totp" "katherine" {
  config {
    user_id = data.clerk_user.katherine.id
    code    = var.code
  }
}
