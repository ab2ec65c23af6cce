variable "csv" {
  description = "The team as CSV text: a line with the names of the columns, then a line for each user. The README describes the columns."
  type        = string
}

variable "organization_name" {
  description = "The name of the organization."
  type        = string

  validation {
    condition     = trimspace(var.organization_name) != ""
    error_message = "The organization needs a name."
  }
}

variable "max_allowed_memberships" {
  description = "The highest number of members, pending invitations included. 0 is no limit. By default, the setting of the instance applies."
  type        = number
  default     = null
}

variable "redirect_url" {
  description = "The absolute URL to which the links of invitations lead. By default, the setting of the instance applies."
  type        = string
  default     = null
}

variable "roles" {
  description = "The keys of the roles that rows can have. By default, these are the roles of the instance. Set them if the same configuration creates roles."
  type        = set(string)
  default     = null
}

variable "administrator_role" {
  description = "A role that one active or returned row must have. Null turns this check off, for an organization with an administrator that is not in the table."
  type        = string
  default     = "org:admin"
}

variable "deletion_policy" {
  description = "How to handle a user when its row is removed: delete, ban, lock or retain."
  type        = string
  default     = "ban"

  validation {
    condition     = contains(["delete", "ban", "lock", "retain"], var.deletion_policy)
    error_message = "The deletion_policy is delete, ban, lock or retain."
  }
}
