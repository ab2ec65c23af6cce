variable "user_id" {
  description = "The id of the user. Set this or email_address."
  type        = string
  default     = null

  validation {
    condition     = (var.user_id == null) != (var.email_address == null)
    error_message = "Set exactly one of user_id and email_address."
  }
}

variable "email_address" {
  description = "An email address of the user. Set this or user_id."
  type        = string
  default     = null
}
