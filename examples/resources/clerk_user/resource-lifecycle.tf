# Destroying this resource bans the user and keeps its data. While deletion_protection is true, a plan that would
# destroy the user fails.
resource "clerk_user" "root" {
  email_addresses     = ["root@example.com"]
  deletion_policy     = "ban"
  deletion_protection = false
}
