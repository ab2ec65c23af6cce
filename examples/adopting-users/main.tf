terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

# The next apply adopts each user with an address of the company.
data "clerk_users" "staff" {
  email_address_query = "@example.com"
  fields              = ["id", "primary_email_address"]
}

import {
  for_each = data.clerk_users.staff.users_by_id
  to       = clerk_user.staff[each.key]
  id       = each.key
}

# Add the attributes that Terraform has to set. All other attributes of the users stay unmanaged.
resource "clerk_user" "staff" {
  for_each = data.clerk_users.staff.users_by_id

  deletion_policy = "retain" # a user that leaves the list stays in Clerk
}

output "staff" {
  value = {
    for id, user in data.clerk_users.staff.users_by_id :
    id => user.primary_email_address
  }
}
