# This resource has all metadata keys of its user. An import by identity reads all keys of the user, so that the plan
# after it is empty.
resource "clerk_user" "grace" {
  email_addresses = ["grace@example.com"]
}

resource "clerk_user_metadata" "compilers" {
  user_id = clerk_user.grace.id
  public  = jsonencode({ team = "compilers" })
}
