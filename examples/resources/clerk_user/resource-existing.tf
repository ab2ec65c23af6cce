# Edsger may have signed up already. If somebody holds this email address, the plan names that user
# and the apply takes it over; otherwise the apply creates the user.
resource "clerk_user" "edsger" {
  email_addresses = ["edsger@example.com"]
  adopt_existing  = true

  # What is not stated is left as it is: names, other metadata, password, sessions.
  public_metadata = jsonencode({ team = "algorithms" })

  # Destroying the resource leaves the account in Clerk and bans it, instead of deleting it.
  deletion_policy = "ban"
}
