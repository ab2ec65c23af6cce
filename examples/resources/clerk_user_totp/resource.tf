variable "grace_totp_secret" {
  type      = string
  ephemeral = true
}

resource "clerk_user" "grace" {
  email_addresses = ["grace@example.com"]
}

# A secret of your own is in no plan and no state. Change the version to send another one.
resource "clerk_user_totp" "grace" {
  user_id           = clerk_user.grace.id
  secret_wo         = var.grace_totp_secret
  secret_wo_version = 1
}

resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com"]
}

# Without secret_wo and secret_wo_version a secret is generated, and is in the state.
resource "clerk_user_totp" "ada" {
  user_id = clerk_user.ada.id
  issuer  = "Analytical Engines"
}

# What Ada scans as a QR code: terraform output -raw ada_totp_uri
output "ada_totp_uri" {
  value     = clerk_user_totp.ada.uri
  sensitive = true
}

resource "clerk_user" "alan" {
  email_addresses = ["alan@example.com"]
}

# Alan has a TOTP already. It is imported, so that its secret stays the same.
resource "clerk_user_totp" "alan" {
  user_id = clerk_user.alan.id
}
