variable "max_user_deletions" {
  description = "How many users one run may delete. For the one run that is to delete many: terraform apply -var max_user_deletions=40"
  type        = number
  default     = 3
}

provider "clerk" {
  max_user_deletions = var.max_user_deletions
}

# Whoever leaves this list is deleted, but never more than three people at a time.
resource "clerk_user" "crew" {
  for_each = toset(["ada@example.com", "grace@example.com"])

  email_addresses = [each.key]
}
