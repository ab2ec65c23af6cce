locals {
  exported = { for row in csvdecode(file("${path.module}/users.csv")) : row.email_address => row.digest }
}

# The digests come from several systems. Each form identifies its hasher. An empty cell is a user without a password.
resource "clerk_user" "migrated" {
  for_each = local.exported

  email_addresses            = [each.key]
  password_digest_wo         = each.value == "" ? null : each.value
  password_digest_wo_version = each.value == "" ? null : 1
  password_hasher            = provider::clerk::password_hasher(each.value)
  request_options            = { skip_password_requirement = each.value == "" }
}

# Digests without a recognized hasher. Set it by hand.
output "undecided" {
  value = [
    for email, digest in local.exported : email
    if digest != "" && provider::clerk::password_hasher(digest) == null
  ]
}
