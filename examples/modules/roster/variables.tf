variable "csv" {
  description = "The roster as CSV text: a line with the names of the columns, then a line for each user. The README describes the columns."
  type        = string
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
