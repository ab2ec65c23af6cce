terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }

  # Add the backend that your team uses here. It has to support workspaces and locks.
}

variable "environment" {
  description = "The kind of instance: development or production. A secret key of the other kind is refused."
  type        = string
  default     = "development"
}

variable "max_user_deletions" {
  description = "How many users one run may delete, ban or lock by destroying them."
  type        = number
  default     = 0
}

variable "staff" {
  description = "The staff, by employee number. Without banned, bans are not managed: banned = false lifts a ban. Raise password_version to send a password of initial_passwords."
  type = map(object({
    email_address    = string
    user_id          = optional(string) # only for the import of a user that exists
    banned           = optional(bool)
    deletion_policy  = optional(string, "retain")
    password_version = optional(number)
  }))
  default = {}
}

variable "initial_passwords" {
  description = "Passwords to send, by employee number. An ephemeral variable is not in the plan or the state."
  type        = map(string)
  sensitive   = true
  ephemeral   = true
  default     = {}
}

provider "clerk" {
  environment        = var.environment
  max_user_deletions = var.max_user_deletions
}

resource "clerk_user" "staff" {
  for_each = var.staff

  external_id     = each.key
  email_addresses = [each.value.email_address]
  banned          = each.value.banned
  deletion_policy = each.value.deletion_policy

  password_wo         = lookup(var.initial_passwords, each.key, null)
  password_wo_version = each.value.password_version
}

output "staff" {
  value = { for number, user in clerk_user.staff : number => user.id }
}
