terraform {
  required_providers {
    clerk  = { source = "clerk-users/clerk" }
    github = { source = "integrations/github" }
  }
}

variable "user_id" {
  description = "The user that this configuration acts as on GitHub."
  type        = string
  default     = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
}

ephemeral "clerk_user_oauth_access_token" "github" {
  user_id        = var.user_id
  oauth_provider = "oauth_github"
}

# This provider acts as the user.
provider "github" {
  token = ephemeral.clerk_user_oauth_access_token.github.token
}

# An empty name means the user of the token.
data "github_user" "self" {
  username = ""
}

output "acts_as" {
  value = data.github_user.self.login
}
