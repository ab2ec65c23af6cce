terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

# Whoever has an address of the company is managed from the next apply on.
data "clerk_users" "staff" {
  email_address_query = "@example.com"
  fields              = ["id", "primary_email_address"]
}

import {
  for_each = data.clerk_users.staff.users_by_id
  to       = clerk_user.staff[each.key]
  id       = each.key
}

# What is stated here is all that changes. The rest of each user stays unmanaged.
resource "clerk_user" "staff" {
  for_each = data.clerk_users.staff.users_by_id

  delete_self_enabled = false
  deletion_policy     = "retain" # who leaves the list keeps the account
}

output "staff" {
  value = {
    for id, user in data.clerk_users.staff.users_by_id :
    id => user.primary_email_address
  }
}
