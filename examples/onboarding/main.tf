terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment        = "development" # "production" if the key is sk_live_…
  max_user_deletions = 3             # a plan fails that would ban more users because their rows were removed
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
  description = "The staff, by employee number. Status is invited, active, left or returned. Remove a row some time after the user left."
  type = map(object({
    email_address   = string
    team            = string
    status          = string
    deletion_policy = optional(string, "ban") # a user that is removed from the table stays in Clerk, banned
  }))
  default = {
    e-1 = { email_address = "annie@example.com", team = "platform", status = "active" }
    e-2 = { email_address = "valerie@example.com", team = "support", status = "invited" }
    e-3 = { email_address = "evelyn@example.com", team = "support", status = "active" }
  }

  validation {
    condition     = alltrue([for row in var.staff : contains(["invited", "active", "left", "returned"], row.status)])
    error_message = "Each status is invited, active, left or returned."
  }
}

locals {
  invited = { for key, row in var.staff : key => row if row.status == "invited" }
  members = { for key, row in var.staff : key => row if contains(["active", "returned"], row.status) }
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

  # A ban ends all sessions and refuses every sign-in until it is lifted. With null, bans are not managed: an active
  # user that was banned in the Dashboard stays banned.
  banned = each.value.status == "left" ? true : each.value.status == "returned" ? false : null

  # A user that has signed up, or that returns, is adopted, with the same id. Its other email addresses are removed.
  adopt_existing = true

  deletion_policy = each.value.deletion_policy
}

# A user that left is no longer a member.
resource "clerk_organization_membership" "staff" {
  for_each = local.members

  organization_id = clerk_organization.company.id
  user_id         = clerk_user.staff[each.key].id
  role            = var.roles[each.value.team]
  adopt_existing  = true # the acceptance of an invitation has created the membership
}

output "invitations" {
  description = "The status of each invitation, by employee number."
  value       = { for key, invitation in clerk_organization_invitation.staff : key => invitation.status }
}
