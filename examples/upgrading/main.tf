terraform {
  required_providers {
    clerk = {
      source  = "clerk-users/clerk"
      version = "~> 0.1"
    }
  }
}
