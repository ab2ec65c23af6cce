terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

locals {
  team = {
    ada   = "ada@example.com"
    grace = "grace@example.com"
  }
}

# The key of a user never changes.
resource "clerk_user" "team" {
  for_each = local.team

  email_addresses = [each.value]
}

# Before, each of these users had its own resource. The users do not change.
moved {
  from = clerk_user.ada
  to   = clerk_user.team["ada"]
}

moved {
  from = clerk_user.grace
  to   = clerk_user.team["grace"]
}
