terraform {
  required_version = ">= 1.11"

  required_providers {
    clerk = {
      source = "clerk-users/clerk"
    }
  }
}

# The secret key is read from the variable CLERK_SECRET_KEY.
provider "clerk" {
  # Refuse the key of a production instance.
  environment = "development"

  # Refuse a plan that would delete more users than this.
  max_user_deletions = 5
}

resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com"]
  first_name      = "Ada"
}
