# Edsger may have signed up already. If a user holds this email address, the plan names the user and
# the apply adopts that user. Otherwise the apply creates a user.
resource "clerk_user" "edsger" {
  external_id     = "employee-2"
  email_addresses = ["edsger@example.com"]
  adopt_existing  = true

  # Omitted attributes do not change: names, metadata, password, sessions.

  # Destroying the resource bans the user instead of deleting it. Without bans in your subscription of Clerk, use "retain".
  deletion_policy = "ban"
}
