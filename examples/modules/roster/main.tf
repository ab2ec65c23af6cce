terraform {
  required_version = ">= 1.11"

  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

locals {
  # By key. Omitted values are "", or an empty map.
  rows = tomap({
    for row in csvdecode(var.csv) : trimspace(row.external_id) => {
      email_address = trimspace(lookup(row, "email_address", ""))
      phone_number  = trimspace(lookup(row, "phone_number", ""))
      username      = trimspace(lookup(row, "username", ""))
      first_name    = trimspace(lookup(row, "first_name", ""))
      last_name     = trimspace(lookup(row, "last_name", ""))
      locale        = trimspace(lookup(row, "locale", ""))
      public_metadata = tomap({
        for column, value in row : trimprefix(column, "public_metadata.") => trimspace(value)
        if startswith(column, "public_metadata.") && trimspace(value) != ""
      })
    }
  })
}

# Empty values of a row are null here, so that they are not managed.
resource "clerk_user" "this" {
  for_each = local.rows

  external_id     = each.key
  email_addresses = each.value.email_address == "" ? null : [each.value.email_address]
  phone_numbers   = each.value.phone_number == "" ? null : [each.value.phone_number]
  username        = each.value.username == "" ? null : each.value.username
  first_name      = each.value.first_name == "" ? null : each.value.first_name
  last_name       = each.value.last_name == "" ? null : each.value.last_name
  locale          = each.value.locale == "" ? null : each.value.locale
  public_metadata = length(each.value.public_metadata) == 0 ? null : jsonencode(each.value.public_metadata)

  adopt_existing  = var.adopt_existing
  deletion_policy = var.deletion_policy
}
