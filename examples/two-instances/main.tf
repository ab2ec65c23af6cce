terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

variable "staging_secret_key" {
  description = "The secret key of the second instance. An ephemeral variable is not in the plan or the state."
  type        = string
  sensitive   = true
  ephemeral   = true
}

# The first instance, with the key in CLERK_SECRET_KEY.
provider "clerk" {
  environment = "development"
}

# The second instance.
provider "clerk" {
  alias       = "staging"
  secret_key  = var.staging_secret_key
  environment = "development"
}

resource "clerk_user" "tester" {
  email_addresses = ["tester@example.com"]
}

resource "clerk_user" "tester_of_staging" {
  provider = clerk.staging

  email_addresses = ["tester+staging@example.com"]
}
