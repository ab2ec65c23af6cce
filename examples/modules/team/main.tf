terraform {
  required_version = ">= 1.11"

  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

data "clerk_organization_roles" "all" {
  count = var.roles == null ? 1 : 0
}

# Terraform prints the text values that a failed condition refers to. var.csv is personal data, so the conditions
# refer only to lists of row numbers and of column names. Row 1 is the line after the names of the columns.
locals {
  columns  = ["external_id", "email_address", "role", "status", "first_name", "last_name"]
  statuses = ["invited", "active", "left", "returned"]

  is_csv = can(csvdecode(var.csv))
  table = [
    for row in try(csvdecode(var.csv), []) : { for column in local.columns : column => trimspace(lookup(row, column, "")) }
  ]
  other_columns = setsubtract(keys(try(csvdecode(var.csv)[0], {})), local.columns)

  by_key     = { for index, row in local.table : row.external_id => index... if row.external_id != "" }
  by_address = { for index, row in local.table : lower(row.email_address) => index... if row.email_address != "" }
  roles      = var.roles != null ? var.roles : [for role in data.clerk_organization_roles.all[0].roles : role.key]

  rows_without_key     = [for index, row in local.table : index + 1 if row.external_id == ""]
  rows_without_address = [for index, row in local.table : index + 1 if row.email_address == ""]
  rows_of_one_user = distinct([
    for indexes in concat(values(local.by_key), values(local.by_address)) :
    join(" and ", [for index in indexes : index + 1]) if length(indexes) > 1
  ])
  rows_with_other_role   = [for index, row in local.table : index + 1 if !contains(local.roles, row.role)]
  rows_with_other_status = [for index, row in local.table : index + 1 if !contains(local.statuses, row.status)]

  rows    = tomap({ for key, indexes in local.by_key : key => local.table[indexes[0]] })
  invited = { for key, row in local.rows : key => row if row.status == "invited" }
  users   = { for key, row in local.rows : key => row if row.status != "invited" }
  members = { for key, row in local.rows : key => row if contains(["active", "returned"], row.status) }

  # Clerk keeps one administrator in an organization that has members.
  has_administrator = (
    var.administrator_role == null || length(local.users) == 0
    || contains([for row in values(local.members) : row.role], coalesce(var.administrator_role, "none"))
  )
}

# The other resources depend on this one, so that nothing is planned for a table with an error.
resource "terraform_data" "checked" {
  lifecycle {
    precondition {
      condition     = local.is_csv
      error_message = "The table is not CSV: every line needs as many values as the first line, which has the names of the columns."
    }

    precondition {
      condition     = length(local.other_columns) == 0
      error_message = "The table has columns that this module does not support: ${join(", ", local.other_columns)}. Supported are ${join(", ", local.columns)}."
    }

    precondition {
      condition     = length(local.rows_without_key) == 0
      error_message = "Rows without a value in the column external_id, which is the key of a row: ${join(", ", local.rows_without_key)}."
    }

    precondition {
      condition     = length(local.rows_without_address) == 0
      error_message = "Rows without an email_address: ${join(", ", local.rows_without_address)}."
    }

    precondition {
      condition     = length(local.rows_of_one_user) == 0
      error_message = "Rows with the same external_id or the same email_address: ${join("; ", local.rows_of_one_user)}. Keep one row for each user."
    }

    precondition {
      condition     = length(local.rows_with_other_role) == 0
      error_message = "Rows with a role that the instance does not have: ${join(", ", local.rows_with_other_role)}. The roles are ${join(", ", local.roles)}."
    }

    precondition {
      condition     = length(local.rows_with_other_status) == 0
      error_message = "Rows with another status than invited, active, left or returned: ${join(", ", local.rows_with_other_status)}."
    }

    precondition {
      condition     = local.has_administrator
      error_message = "No active or returned row has the role of an administrator, ${coalesce(var.administrator_role, "none")}, and Clerk does not remove the last administrator of an organization. Give the role to an active row. If an administrator is not in the table, set administrator_role = null."
    }
  }
}

resource "clerk_organization" "this" {
  name                    = var.organization_name
  max_allowed_memberships = var.max_allowed_memberships
}

# Clerk sends an email with a link. The user that signs up with it is a member at once.
resource "clerk_organization_invitation" "this" {
  for_each = local.invited

  organization_id = clerk_organization.this.id
  email_address   = each.value.email_address
  role            = each.value.role
  redirect_url    = var.redirect_url
  resend_when     = ["expired"]

  depends_on = [terraform_data.checked]
}

# Names and bans that are null here are not managed: an active user that was banned in the Dashboard stays banned.
resource "clerk_user" "this" {
  for_each = local.users

  external_id     = each.key
  email_addresses = [each.value.email_address]
  first_name      = each.value.first_name == "" ? null : each.value.first_name
  last_name       = each.value.last_name == "" ? null : each.value.last_name
  banned          = each.value.status == "left" ? true : each.value.status == "returned" ? false : null
  adopt_existing  = true
  deletion_policy = var.deletion_policy

  depends_on = [terraform_data.checked]
}

resource "clerk_organization_membership" "this" {
  for_each = local.members

  organization_id = clerk_organization.this.id
  user_id         = clerk_user.this[each.key].id
  role            = each.value.role
  adopt_existing  = true # the acceptance of an invitation has created the membership
}
