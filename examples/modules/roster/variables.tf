variable "csv" {
  description = "The roster as CSV text: a line with the names of the columns, then a line for each user. The README describes the columns."
  type        = string

  validation {
    condition     = can(csvdecode(var.csv))
    error_message = "The roster is not CSV: every line needs as many values as the first line, which has the names of the columns."
  }

  validation {
    condition = length(setsubtract(
      [for column in keys(try(csvdecode(var.csv)[0], {})) : column if !startswith(column, "public_metadata.")],
      ["external_id", "email_address", "phone_number", "username", "first_name", "last_name", "locale"],
    )) == 0
    error_message = "The roster has a column that this module does not support. Supported are external_id, email_address, phone_number, username, first_name, last_name, locale and columns that begin with public_metadata."
  }

  validation {
    condition     = alltrue([for row in try(csvdecode(var.csv), []) : try(trimspace(row.external_id), "") != ""])
    error_message = "Every row needs a value in the column external_id: it is the key of the row."
  }

  validation {
    condition = length(try(csvdecode(var.csv), [])) == length(distinct([
      for row in try(csvdecode(var.csv), []) : try(trimspace(row.external_id), "")
    ]))
    error_message = format("Two rows have the same external_id: %s.", join(", ", [
      for key, rows in { for row in try(csvdecode(var.csv), []) : try(trimspace(row.external_id), "") => row... } : key if length(rows) > 1
    ]))
  }

  validation {
    condition = alltrue([
      for row in try(csvdecode(var.csv), []) :
      anytrue([for column in ["email_address", "phone_number", "username"] : trimspace(lookup(row, column, "")) != ""])
    ])
    error_message = "Every row needs an email_address, a phone_number or a username to sign in with."
  }
}

variable "adopt_existing" {
  description = "Whether to adopt an existing user with the identifiers of a row. Otherwise such a user is an error."
  type        = bool
  default     = false
}

variable "deletion_policy" {
  description = "How to handle a user when its row is removed from the roster: delete, ban, lock or retain."
  type        = string
  default     = "delete"
}
