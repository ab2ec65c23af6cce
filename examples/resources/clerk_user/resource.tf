resource "clerk_user" "ada" {
  external_id     = "employee-1"
  username        = "ada_lovelace"
  first_name      = "Ada"
  last_name       = "Lovelace"
  phone_numbers   = ["+12025550123"]
  email_addresses = ["ada@example.com", "lovelace@example.org"]

  # Needed because there is more than one email address.
  primary_email_address = "ada@example.com"

  public_metadata  = jsonencode({ team = "engines" })
  private_metadata = jsonencode({ crm = { id = 7 } })
}
