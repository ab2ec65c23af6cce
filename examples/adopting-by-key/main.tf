terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment = "development" # "production" if the key is sk_live_…
}

locals {
  # Excel puts the mark \ufeff before the first column.
  rows = { for row in csvdecode(trimprefix(file("${path.module}/users.csv"), "\ufeff")) : row.id => row }
}

# Each row belongs to the user with this external id. Every one of these users exists.
import {
  for_each = local.rows
  to       = clerk_user.staff[each.key]
  id       = "external_id:${each.key}"
}

resource "clerk_user" "staff" {
  for_each = local.rows

  external_id     = each.key
  deletion_policy = "retain" # a user that is removed from the list stays in Clerk
}
