terraform {
  required_providers {
    clerk  = { source = "clerk-users/clerk" }
    github = { source = "integrations/github" }
  }
}

variable "user_id" {
  description = "The user for whom this configuration acts on GitHub."
  type        = string
  default     = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
}

ephemeral "clerk_user_oauth_access_token" "github" {
  user_id        = var.user_id
  oauth_provider = "oauth_github"
}

# All that this provider does, it does as the user.
provider "github" {
  token = ephemeral.clerk_user_oauth_access_token.github.token
}

# An empty name is whoever the token is of.
data "github_user" "self" {
  username = ""
}

output "acts_as" {
  value = data.github_user.self.login
}
