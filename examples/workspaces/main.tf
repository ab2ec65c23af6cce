terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

locals {
  environment = terraform.workspace == "production" ? "production" : "development"
}

# In the workspace production, only the key of a production instance is accepted, and elsewhere only another one.
provider "clerk" {
  environment        = local.environment
  max_user_deletions = local.environment == "production" ? 0 : 10
}

resource "clerk_user" "robot" {
  external_id     = "robot"
  email_addresses = ["robot+${local.environment}@example.com"]
}
