# All users with an address of the company, ordered by address.
list "clerk_user" "staff" {
  provider = clerk

  config {
    email_address_query = "@example.com"
    banned              = false
    order_by            = "email_address"
  }

  limit = 10000 # the default of Terraform is 100
}
