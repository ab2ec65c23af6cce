variable "root_protected" {
  description = "Whether plans that would destroy the user root fail. Before you destroy it, set this to false and apply."
  type        = bool
  default     = true
}

# Destroying this resource bans the user and keeps its data.
resource "clerk_user" "root" {
  email_addresses     = ["root@example.com"]
  deletion_policy     = "ban"
  deletion_protection = var.root_protected
}
