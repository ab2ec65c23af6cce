# The next apply bans each user that is added to this list, ends its sessions and
# removes its second factors. Users that are already in the list do not change.
# Remove users from the list before you delete them: the data source reads them.
variable "leavers" {
  description = "The email addresses of the users that have left."
  type        = set(string)
  default     = ["dorothy@example.com", "mary@example.com"]
}

data "clerk_user" "leaver" {
  for_each      = var.leavers
  email_address = each.key
}

# Records each user that has left. The resource is created after its actions. If an
# action fails, it is not created, and the next apply runs the actions again.
resource "terraform_data" "leaver" {
  for_each = var.leavers

  lifecycle {
    action_trigger {
      events = [before_create]
      actions = [
        action.clerk_user_ban.leaver[each.key],
        action.clerk_user_revoke_sessions.leaver[each.key],
        action.clerk_user_disable_mfa.leaver[each.key],
      ]
    }
  }
}

# The ban comes first: the user cannot sign in any more.
action "clerk_user_ban" "leaver" {
  for_each = data.clerk_user.leaver

  config {
    user_id = each.value.id
  }
}

# Clerk revokes sessions with a ban. This action also checks the result.
action "clerk_user_revoke_sessions" "leaver" {
  for_each = data.clerk_user.leaver

  config {
    user_id = each.value.id
  }
}

action "clerk_user_disable_mfa" "leaver" {
  for_each = data.clerk_user.leaver

  config {
    user_id = each.value.id
  }
}
