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

# The key of each user belongs to the user and never changes.
resource "clerk_user" "team" {
  for_each = local.team

  email_addresses = [each.value]
}

# These users had resources of their own before. Their accounts stay as they are.
moved {
  from = clerk_user.ada
  to   = clerk_user.team["ada"]
}

moved {
  from = clerk_user.grace
  to   = clerk_user.team["grace"]
}
