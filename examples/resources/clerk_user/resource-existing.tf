# Edsger may have signed up already. If a user holds this email address, the plan names the user and
# the apply adopts it. Otherwise the apply creates the user.
resource "clerk_user" "edsger" {
  email_addresses = ["edsger@example.com"]
  adopt_existing  = true

  # Omitted attributes do not change: names, other metadata, password, sessions.
  public_metadata = jsonencode({ team = "algorithms" })

  # Destroying the resource bans the user instead of deleting it.
  deletion_policy = "ban"
}
