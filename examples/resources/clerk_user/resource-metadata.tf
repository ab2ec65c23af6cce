resource "clerk_user" "hedy" {
  email_addresses = ["hedy@example.com"]

  # The frontend and the backend read it.
  public_metadata = jsonencode({ role = "admin", teams = ["radio"] })

  # Only the backend reads it. It is in the state.
  private_metadata = jsonencode({ crm = { id = 8 } })

  # unsafe_metadata is omitted, because the user changes it in the application.
}
