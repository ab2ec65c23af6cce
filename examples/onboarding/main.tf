terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment        = "development"
  max_user_deletions = 3 # a mistake in the table bans three users at most
}

variable "roles" {
  description = "The role in the organization, by team."
  type        = map(string)
  default = {
    platform = "org:admin"
    support  = "org:member"
  }
}

variable "staff" {
  description = "The staff, by employee number. Status is invited, active or left. Remove a row some time after the user left."
  type = map(object({
    email_address = string
    team          = string
    status        = optional(string, "active")
  }))
  default = {
    e-1 = { email_address = "annie@example.com", team = "platform" }
    e-2 = { email_address = "valerie@example.com", team = "support", status = "invited" }
    e-3 = { email_address = "evelyn@example.com", team = "support", status = "left" }
  }

  validation {
    condition     = alltrue([for row in var.staff : contains(["invited", "active", "left"], row.status)])
    error_message = "Each status is invited, active or left."
  }
}

locals {
  invited = { for key, row in var.staff : key => row if row.status == "invited" }
  active  = { for key, row in var.staff : key => row if row.status == "active" }
  users   = { for key, row in var.staff : key => row if row.status != "invited" }
}

resource "clerk_organization" "company" {
  name = "Analytical Engines"
}

# Clerk sends an email with a link. The user that signs up with it is a member at once.
resource "clerk_organization_invitation" "staff" {
  for_each = local.invited

  organization_id = clerk_organization.company.id
  email_address   = each.value.email_address
  role            = var.roles[each.value.team]
  resend_when     = ["expired"]
}

resource "clerk_user" "staff" {
  for_each = local.users

  external_id     = each.key
  email_addresses = [each.value.email_address]

  # A ban ends all sessions and refuses every sign-in until it is lifted.
  banned = each.value.status == "left"

  # A user that has signed up, or that returns, is adopted: it keeps its id and its data.
  adopt_existing = true

  # A user that is removed from the table stays in Clerk, and stays banned.
  deletion_policy = "ban"
}

# A user that left is not a member any more.
resource "clerk_organization_membership" "staff" {
  for_each = local.active

  organization_id = clerk_organization.company.id
  user_id         = clerk_user.staff[each.key].id
  role            = var.roles[each.value.team]
  adopt_existing  = true # the acceptance of an invitation has created the membership
}

output "invitations" {
  description = "The status of each invitation, by employee number."
  value       = { for key, invitation in clerk_organization_invitation.staff : key => invitation.status }
}
