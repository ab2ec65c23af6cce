terraform {
  required_version = ">= 1.11"

  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

# Looked up in either case, so that a mistake is an error and not an empty list.
data "clerk_user" "this" {
  id            = var.user_id
  email_address = var.email_address
}

data "clerk_sessions" "this" {
  user_id = data.clerk_user.this.id
}

locals {
  sessions = data.clerk_sessions.this.sessions # the newest first

  ids_by_status = {
    for session in local.sessions : session.status => session.id...
  }
}
