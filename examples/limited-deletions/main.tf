variable "max_user_deletions" {
  description = "The number of users that one run may delete, ban or lock. To remove many: terraform apply -var max_user_deletions=40"
  type        = number
  default     = 3
}

provider "clerk" {
  max_user_deletions = var.max_user_deletions
}

# A user that leaves this list is deleted, but at most three in one run.
resource "clerk_user" "team" {
  for_each = toset(["ada@example.com", "grace@example.com"])

  email_addresses = [each.key]
}
