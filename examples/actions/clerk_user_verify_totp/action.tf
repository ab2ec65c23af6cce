variable "code" {
  description = "The code in the authenticator app, or a backup code."
  type        = string
  ephemeral   = true
}

data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# The log of Terraform shows the values of -var. An environment variable is not in the log:
# TF_VAR_code=123456 terraform apply -invoke=action.clerk_user_verify_totp.katherine
action "clerk_user_verify_totp" "katherine" {
  config {
    user_id = data.clerk_user.katherine.id
    code    = var.code
  }
}
