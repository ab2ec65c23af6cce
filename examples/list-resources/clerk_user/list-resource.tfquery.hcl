# All who have an address of the company, in the order of their addresses.
list "clerk_user" "staff" {
  provider = clerk

  config {
    email_address_query = "@example.com"
    banned              = false
    order_by            = "email_address"
  }

  limit = 10000 # Terraform takes 100 where this is left out
}
