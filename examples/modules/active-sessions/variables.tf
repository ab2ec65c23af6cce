variable "user_id" {
  description = "The id of the user whose sessions to read. State it or email_address."
  type        = string
  default     = null

  validation {
    condition     = (var.user_id == null) != (var.email_address == null)
    error_message = "State exactly one of user_id and email_address."
  }
}

variable "email_address" {
  description = "An email address of the user whose sessions to read. State it or user_id."
  type        = string
  default     = null
}
