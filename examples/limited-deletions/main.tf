variable "max_user_deletions" {
  description = "How many users this provider block may delete, ban or lock in one run. To remove many: terraform apply -var max_user_deletions=40"
  type        = number
  default     = 3
}

provider "clerk" {
  max_user_deletions = var.max_user_deletions
}

# The keys never change, also when a user gets another address.
locals {
  team = {
    ada   = "ada@example.com"
    grace = "grace@example.com"
  }
}

# A user that is removed from the team is deleted, but at most three in one run.
resource "clerk_user" "team" {
  for_each = local.team

  email_addresses = [each.value]
}
