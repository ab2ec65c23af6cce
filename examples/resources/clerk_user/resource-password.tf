variable "password" {
  description = "The password of the user grace. An ephemeral variable is in no plan and in no state."
  type        = string
  sensitive   = true
  ephemeral   = true
}

resource "clerk_user" "grace" {
  username        = "grace"
  email_addresses = ["grace@example.com"]

  # The password is sent when the user is created, and again whenever the version is raised.
  password_wo         = var.password
  password_wo_version = 1

  # With the next password, end the sessions that the old one opened.
  sign_out_of_other_sessions = true
}
