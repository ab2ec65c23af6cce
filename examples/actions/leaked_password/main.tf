# The next apply signs out each user that is added to this list. The user then has
# to choose another password. Users that are already in the list do not change.
variable "leaked" {
  description = "The email addresses of users with passwords that were found in a leak."
  type        = set(string)
  default     = ["katherine@example.com", "dorothy@example.com"]
}

data "clerk_user" "leaked" {
  for_each      = var.leaked
  email_address = each.key
}

resource "terraform_data" "leaked" {
  # Users without a password are skipped.
  for_each = toset([for email, user in data.clerk_user.leaked : email if user.password_enabled])

  lifecycle {
    action_trigger {
      events  = [before_create]
      actions = [action.clerk_user_set_password_compromised.leaked[each.key]]
    }
  }
}

action "clerk_user_set_password_compromised" "leaked" {
  for_each = data.clerk_user.leaked

  config {
    user_id             = each.value.id
    revoke_all_sessions = true
  }
}

# After a false alarm: terraform apply -invoke='action.clerk_user_unset_password_compromised.leaked["katherine@example.com"]'
action "clerk_user_unset_password_compromised" "leaked" {
  for_each = data.clerk_user.leaked

  config {
    user_id = each.value.id
  }
}
