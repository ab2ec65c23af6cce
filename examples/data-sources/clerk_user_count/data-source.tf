resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com"]
}

# The users of one company.
data "clerk_user_count" "company" {
  email_address_query = "@example.com"
  banned              = false

  depends_on = [clerk_user.ada]
}

output "licences_in_use" {
  value = data.clerk_user_count.company.total_count
}

check "licences" {
  assert {
    condition     = data.clerk_user_count.company.total_count <= 500
    error_message = "There are ${data.clerk_user_count.company.total_count} users, and 500 licences."
  }
}
