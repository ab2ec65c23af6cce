terraform {
  required_providers {
    clerk = {
      source = "clerk-users/clerk"
    }
  }
}

# The provider reads the secret key from the variable CLERK_SECRET_KEY.
provider "clerk" {
  environment = "development"
}

variable "ada_email" {
  description = "Ada's primary email address."
  type        = string
  default     = "ada@example.com"
}

variable "ada_team" {
  description = "The team in Ada's public metadata."
  type        = string
  default     = "engines"
}

variable "mallory_banned" {
  description = "Whether Mallory is banned."
  type        = bool
  default     = true
}

variable "initial_password" {
  description = "The first password of Grace. It is sent to Clerk, and is not in the plan or the state."
  type        = string
  default     = "correct horse battery staple"
  sensitive   = true
  ephemeral   = true
}

# Two email addresses, one of them primary, and metadata.
resource "clerk_user" "ada" {
  external_id           = "employee-1"
  first_name            = "Ada"
  last_name             = "Lovelace"
  email_addresses       = [var.ada_email, "lovelace@example.org"]
  primary_email_address = var.ada_email

  public_metadata  = jsonencode({ team = var.ada_team, roles = ["admin"] })
  private_metadata = jsonencode({ crm = { id = 7 } })
}

# The password is sent once. Raise the version to send it again.
resource "clerk_user" "grace" {
  username            = "grace"
  first_name          = "Grace"
  email_addresses     = ["grace@example.com"]
  phone_numbers       = ["+12025550123"]
  password_wo         = var.initial_password
  password_wo_version = 1
}

# A ban ends all sessions and refuses every sign-in.
resource "clerk_user" "mallory" {
  email_addresses = ["mallory@example.com"]
  banned          = var.mallory_banned
}

# A lock refuses sign-ins until it expires or is lifted.
resource "clerk_user" "alan" {
  email_addresses = ["alan@example.com"]
  locked          = true
}

output "user_ids" {
  description = "The ids in Clerk."
  value = {
    ada     = clerk_user.ada.id
    grace   = clerk_user.grace.id
    mallory = clerk_user.mallory.id
    alan    = clerk_user.alan.id
  }
}

output "without_access" {
  description = "Users that cannot sign in."
  value       = [for user in [clerk_user.mallory, clerk_user.alan] : one(user.email_addresses) if user.banned || user.locked]
}
