variable "grace_totp_secret" {
  type      = string
  ephemeral = true
  default   = null # needed only when the secret is sent
}

resource "clerk_user" "grace" {
  email_addresses = ["grace@example.com"]
}

# Your own secret is not in the plan or the state. Change the version to send another one.
resource "clerk_user_totp" "grace" {
  user_id           = clerk_user.grace.id
  secret_wo         = var.grace_totp_secret
  secret_wo_version = 1
}

resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com"]
}

# Without secret_wo and secret_wo_version, the provider generates a secret. It is in the state.
resource "clerk_user_totp" "ada" {
  user_id = clerk_user.ada.id
  issuer  = "Analytical Engines"
}

# Ada scans this as a QR code: terraform output -raw ada_totp_uri
output "ada_totp_uri" {
  value     = clerk_user_totp.ada.uri
  sensitive = true
}

resource "clerk_user" "alan" {
  email_addresses = ["alan@example.com"]
}

# Alan has TOTP already. An import keeps its secret.
resource "clerk_user_totp" "alan" {
  user_id = clerk_user.alan.id
}
