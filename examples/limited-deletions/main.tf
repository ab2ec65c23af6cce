variable "max_user_deletions" {
  description = "How many users this provider block may delete, ban or lock in one run. To remove many: terraform apply -var max_user_deletions=40"
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
