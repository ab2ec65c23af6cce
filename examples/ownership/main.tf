terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

# Katherine signed up by herself: nobody's Terraform manages her account.
data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# Billing owns one key of her metadata, and her application owns the others.
resource "clerk_user_metadata" "billing" {
  user_id = data.clerk_user.katherine.id
  public  = jsonencode({ plan = "pro" })
}

# The directory of the company owns her address at work. Her own one stays hers.
resource "clerk_email_address" "work" {
  user_id       = data.clerk_user.katherine.id
  email_address = "katherine@work.example.com"
  verified      = true
}
