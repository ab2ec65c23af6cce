terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
    other = { source = "example/clerk" } # the other provider, under a name of this configuration
  }
}

provider "clerk" {
  environment = "development"
}

provider "other" {}

resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com"]
}

# The types of both providers begin with clerk_. Every resource of the other one therefore names its provider:
#
# resource "clerk_domain" "app" {
#   provider = other
#   name     = "app.example.com"
# }
