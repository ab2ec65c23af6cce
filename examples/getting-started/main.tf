terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment = "development" # a production key is refused
}

resource "clerk_user" "ada" {
  first_name      = "Ada"
  email_addresses = ["ada@example.com"]
  public_metadata = jsonencode({ team = "engines" })
}

output "ada" {
  value = clerk_user.ada.id
}
