# All users with an address of the company that are not banned, ordered by address. The query also finds addresses that
# only contain the text, such as mallory@example.com.example.net: check the list.
list "clerk_user" "staff" {
  provider = clerk

  config {
    email_address_query = "@example.com"
    banned              = false
    order_by            = "email_address"
  }

  limit = 10000 # the default of Terraform is 100
}
