# clerk_user omits metadata, so that other resources can manage its keys.
resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com"]
}

resource "clerk_user_metadata" "billing" {
  user_id = clerk_user.ada.id
  public  = jsonencode({ plan = "pro" })
  private = jsonencode({ crm = { id = 7 } })
}
