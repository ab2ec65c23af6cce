terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment = "development" # refuse the key of a production instance
}

resource "clerk_user" "ada" {
  first_name      = "Ada"
  email_addresses = ["ada@example.com"]
  public_metadata = jsonencode({ team = "engines" })
}

output "ada" {
  value = clerk_user.ada.id
}
