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

module "sessions" {
  source = "github.com/clerk-users/terraform-provider-clerk//examples/modules/active-sessions"

  email_address = var.email_address
}

# Warns about many sessions, without failing the run.
check "sessions" {
  assert {
    condition     = length(module.sessions.active_ids) <= 5
    error_message = "${var.email_address} has ${length(module.sessions.active_ids)} active sessions."
  }
}

output "sessions" {
  value = module.sessions.count_by_status
}

output "newest_session" {
  value = try("${module.sessions.newest.id}, since ${module.sessions.newest.created_at}", "none")
}
