locals {
  exported = { for row in csvdecode(file("${path.module}/users.csv")) : row.email_address => row.digest }
}

# Digests come from more than one system, and each names its hasher itself.
resource "clerk_user" "migrated" {
  for_each = local.exported

  email_addresses            = [each.key]
  password_digest_wo         = each.value
  password_digest_wo_version = 1
  password_hasher            = provider::clerk::password_hasher(each.value)
}

# The digests that no hasher could be told for; they need one by hand.
output "undecided" {
  value = [for email, digest in local.exported : email if provider::clerk::password_hasher(digest) == null]
}
