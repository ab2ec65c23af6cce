terraform {
  required_version = ">= 1.11"

  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

# Read with user_id as well, so that a wrong id is an error and not an empty list.
data "clerk_user" "this" {
  id            = var.user_id
  email_address = var.email_address
}

data "clerk_sessions" "this" {
  user_id = data.clerk_user.this.id
}

locals {
  sessions = data.clerk_sessions.this.sessions # newest first

  ids_by_status = {
    for session in local.sessions : session.status => session.id...
  }
}
