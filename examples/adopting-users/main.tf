terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment = "development" # "production" if the key is sk_live_…
}

# The query also finds addresses that only contain the text, such as mallory@example.com.example.net.
data "clerk_users" "staff" {
  email_address_query = "@example.com"
  fields              = ["id", "primary_email_address", "email_addresses"]
}

# Users with a verified address of the company. An unverified one can belong to another person.
locals {
  staff = {
    for id, user in data.clerk_users.staff.users_by_id :
    id => user if anytrue([
      for email in user.email_addresses :
      endswith(email.email_address, "@example.com") && try(email.verification.status, "unverified") == "verified"
    ])
  }
}

# The next apply imports each of these users.
import {
  for_each = local.staff
  to       = clerk_user.staff[each.key]
  id       = each.key
}

# Add the attributes that Terraform has to set. All other attributes of the users stay unmanaged.
resource "clerk_user" "staff" {
  for_each = local.staff

  deletion_policy = "retain" # a user that is no longer in the list stays in Clerk
}

output "staff" {
  value = { for id, user in local.staff : id => user.primary_email_address }
}
