variable "password" {
  description = "The password of the user grace. An ephemeral variable is not in the plan or the state."
  type        = string
  sensitive   = true
  ephemeral   = true
  default     = null # needed only when the password is sent
}

resource "clerk_user" "grace" {
  username        = "grace"
  email_addresses = ["grace@example.com"]

  # The password is sent when the user is created, and again whenever the version is raised.
  password_wo         = var.password
  password_wo_version = 1

  # With the next password, end the sessions of the old one.
  request_options = { sign_out_of_other_sessions = true }
}
