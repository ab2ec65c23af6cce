terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

variable "email_address" {
  description = "The email address of the user."
  type        = string
  default     = "katherine@example.com"
}

data "clerk_user" "this" {
  email_address = var.email_address
}

data "clerk_sessions" "active" {
  user_id = data.clerk_user.this.id
  status  = "active"
}

# A session names the client that holds it: a browser or a device.
data "clerk_client" "used" {
  for_each = toset(data.clerk_sessions.active.sessions[*].client_id)
  id       = each.key
}

output "devices" {
  value = {
    for session in data.clerk_sessions.active.sessions :
    session.id => try("${session.latest_activity.browser_name}, ${session.latest_activity.city}", "unknown")
  }
}

# Other users that have signed in on the same devices.
output "shared_with" {
  value = setsubtract(flatten([for client in data.clerk_client.used : client.sessions[*].user_id]), [data.clerk_user.this.id])
}
