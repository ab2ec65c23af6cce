variable "max_user_deletions" {
  description = "How many users one run may delete, ban or lock. For a run that is to remove many: terraform apply -var max_user_deletions=40"
  type        = number
  default     = 3
}

provider "clerk" {
  max_user_deletions = var.max_user_deletions
}

# A user that leaves this list is deleted, but at most three in one run.
resource "clerk_user" "crew" {
  for_each = toset(["ada@example.com", "grace@example.com"])

  email_addresses = [each.key]
}
