resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com", "lovelace@example.com"]

  primary_email_address = "ada@example.com"
}

# A user who is managed elsewhere would be named by text: "ada@example.com".
data "clerk_user" "ada" {
  email_address = clerk_user.ada.primary_email_address
}

output "verified_email_addresses" {
  value = [
    for email in data.clerk_user.ada.email_addresses : email.email_address
    if try(email.verification.status, "unverified") == "verified"
  ]
}

# Somebody who may not be there.
data "clerk_user" "auditor" {
  username      = "auditor"
  allow_missing = true
}

output "has_auditor" {
  value = data.clerk_user.auditor.exists
}
