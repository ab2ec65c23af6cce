variable "to_ban" {
  description = "The email addresses of users that must not sign in any more."
  type        = set(string)
  default     = ["dorothy@example.com", "mary@example.com"]
}

data "clerk_user" "to_ban" {
  for_each      = var.to_ban
  email_address = each.key
}

# terraform apply -invoke=action.clerk_user_ban.all
action "clerk_user_ban" "all" {
  config {
    user_ids = [for user in data.clerk_user.to_ban : user.id]
  }
}

data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# terraform apply -invoke=action.clerk_user_ban.katherine
action "clerk_user_ban" "katherine" {
  config {
    user_id = data.clerk_user.katherine.id
  }
}
