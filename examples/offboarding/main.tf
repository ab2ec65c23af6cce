terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment        = "development"
  max_user_deletions = 3 # a mistake in the map bans at most three users
}

variable "staff" {
  description = "Everybody who works here, by employee number. Set left when somebody leaves; take them out later."
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

  # A ban signs out everywhere, and refuses every sign-in until it is lifted.
  banned = each.value.left

  # Who is taken out of the map keeps the account, and stays shut out.
  deletion_policy = "ban"
}
