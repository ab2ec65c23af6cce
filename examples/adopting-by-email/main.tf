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

# Each row belongs to the user with this id or, without an id, to the user with this verified email address.
import {
  for_each = local.rows
  to       = clerk_user.staff[each.key]
  id       = coalesce(each.value.user_id, "email:${each.value.email_address}")
}

resource "clerk_user" "staff" {
  for_each = local.rows

  external_id     = each.key # the same apply sets it
  deletion_policy = "retain" # a user that is removed from the list stays in Clerk
}
