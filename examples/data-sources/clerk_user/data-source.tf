resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com", "lovelace@example.com"]

  primary_email_address = "ada@example.com"
}

# For a user that is managed elsewhere, use its address: "ada@example.com".
data "clerk_user" "ada" {
  email_address = clerk_user.ada.primary_email_address
}

output "verified_email_addresses" {
  value = [
    for email in data.clerk_user.ada.email_addresses : email.email_address
    if try(email.verification.status, "unverified") == "verified"
  ]
}

# A user that may not exist.
data "clerk_user" "auditor" {
  username      = "auditor"
  allow_missing = true
}

output "has_auditor" {
  value = data.clerk_user.auditor.exists
}
