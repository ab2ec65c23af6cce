terraform {
  required_version = ">= 1.11"

  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

# Terraform prints the text values that a failed condition refers to. var.csv is personal data, so the conditions
# refer only to lists of row numbers and of column names. Row 1 is the line after the names of the columns.
locals {
  is_csv = can(csvdecode(var.csv))
  table  = try(csvdecode(var.csv), [])
  keys   = [for row in local.table : try(trimspace(row.external_id), "")]
  by_key = { for index, key in local.keys : key => index... if key != "" }

  other_columns = setsubtract(
    [for column in keys(try(local.table[0], {})) : column if !startswith(column, "public_metadata.")],
    ["external_id", "email_address", "phone_number", "username", "first_name", "last_name", "locale"],
  )
  rows_without_key = [for index, key in local.keys : index + 1 if key == ""]
  rows_with_one_key = [
    for key, indexes in local.by_key : join(" and ", [for index in indexes : index + 1]) if length(indexes) > 1
  ]
  rows_without_identifier = [
    for index, row in local.table : index + 1
    if alltrue([for column in ["email_address", "phone_number", "username"] : trimspace(lookup(row, column, "")) == ""])
  ]

  # By key. Omitted values are "", or an empty map.
  rows = tomap({
    for key, indexes in local.by_key : key => {
      email_address = trimspace(lookup(local.table[indexes[0]], "email_address", ""))
      phone_number  = trimspace(lookup(local.table[indexes[0]], "phone_number", ""))
      username      = trimspace(lookup(local.table[indexes[0]], "username", ""))
      first_name    = trimspace(lookup(local.table[indexes[0]], "first_name", ""))
      last_name     = trimspace(lookup(local.table[indexes[0]], "last_name", ""))
      locale        = trimspace(lookup(local.table[indexes[0]], "locale", ""))
      public_metadata = tomap({
        for column, value in local.table[indexes[0]] : trimprefix(column, "public_metadata.") => trimspace(value)
        if startswith(column, "public_metadata.") && trimspace(value) != ""
      })
    }
  })
}

# The users depend on this resource, so that nothing is planned for a roster with an error.
resource "terraform_data" "checked" {
  lifecycle {
    precondition {
      condition     = local.is_csv
      error_message = "The roster is not CSV: every line needs as many values as the first line, which has the names of the columns."
    }

    precondition {
      condition     = length(local.other_columns) == 0
      error_message = "The roster has columns that this module does not support: ${join(", ", local.other_columns)}. Supported are external_id, email_address, phone_number, username, first_name, last_name, locale and columns that begin with public_metadata."
    }

    precondition {
      condition     = length(local.rows_without_key) == 0
      error_message = "Rows without a value in the column external_id, which is the key of a row: ${join(", ", local.rows_without_key)}."
    }

    precondition {
      condition     = length(local.rows_with_one_key) == 0
      error_message = "Rows with the same external_id: ${join("; ", local.rows_with_one_key)}."
    }

    precondition {
      condition     = length(local.rows_without_identifier) == 0
      error_message = "Rows without an email_address, a phone_number or a username to sign in with: ${join(", ", local.rows_without_identifier)}."
    }
  }
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

  depends_on = [terraform_data.checked]
}
