terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment = "development" # "production" if the key is sk_live_…
}

variable "export" {
  description = "The file that the old system exported. Keep it out of version control: it holds digests."
  type        = string
  default     = "users.csv"
}

locals {
  rows = { for row in csvdecode(file("${path.module}/${var.export}")) : row.id => row }
}

resource "clerk_user" "migrated" {
  for_each = local.rows

  external_id     = each.key
  email_addresses = [each.value.email_address]
  created_at      = each.value.signed_up_at

  # Users without a password in the old system get none in Clerk.
  password_digest_wo         = each.value.password_digest == "" ? null : each.value.password_digest
  password_digest_wo_version = each.value.password_digest == "" ? null : 1
  password_hasher            = each.value.password_hasher == "" ? null : each.value.password_hasher
  request_options            = { skip_password_requirement = each.value.password_digest == "" }
}

output "user_ids" {
  description = "The ids in Clerk, by the ids of the old system."
  value       = { for id, user in clerk_user.migrated : id => user.id }
}
