terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment        = "development"
  max_user_deletions = 3 # a mistake in the map bans three users at most
}

variable "staff" {
  description = "The staff, by employee number. Set left when a user leaves, and remove the user later."
  type = map(object({
    email_address = string
    left          = optional(bool, false)
  }))
  default = {
    e-1 = { email_address = "annie@example.com" }
    e-2 = { email_address = "valerie@example.com", left = true }
  }
}

resource "clerk_user" "staff" {
  for_each = var.staff

  external_id     = each.key
  email_addresses = [each.value.email_address]

  # A ban ends all sessions and refuses every sign-in until it is lifted.
  banned = each.value.left

  # A user that returns is adopted: it keeps its id and its data.
  adopt_existing = true

  # A user that is removed from the map stays in Clerk, and stays banned.
  deletion_policy = "ban"
}
