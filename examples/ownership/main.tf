terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment = "development" # refuse the key of a production instance
}

# Katherine signed up herself. No clerk_user manages her.
data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# Billing manages one key of her metadata, and her application manages the others.
resource "clerk_user_metadata" "billing" {
  user_id = data.clerk_user.katherine.id
  public  = jsonencode({ plan = "pro" })
}

# The directory of the company manages her address at work. She manages her private one.
resource "clerk_email_address" "work" {
  user_id       = data.clerk_user.katherine.id
  email_address = "katherine@work.example.com"
  verified      = true
}
