terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment = "development" # "production" if the key is sk_live_…
}

variable "grace_password" {
  description = "The first password of Grace. An ephemeral variable is not in the plan or the state."
  type        = string
  sensitive   = true
  ephemeral   = true
  default     = null # set the variable only when the password is sent
}

# Ada signs in with a code or a link that Clerk sends to her address when she signs in.
resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com"]
}

output "ada" {
  value = clerk_user.ada.id
}

# Grace signs in with this password. Give it to her personally, and let her change it.
resource "clerk_user" "grace" {
  username            = "grace"
  email_addresses     = ["grace@example.com"]
  password_wo         = var.grace_password
  password_wo_version = 1
}

# It is not known whether Alan reads mail at this address. It is not verified, but he can sign in with it.
resource "clerk_user" "alan" {
  email_addresses = ["alan@example.com"]
  request_options = { identification_status = "reserved" }
}
