# Whoever is added to this list is banned, signed out and loses all second
# factors with the next apply. Who is in it already is left alone. Take users off
# it before you delete them: they are looked up here.
variable "leavers" {
  description = "The email addresses of those who have left."
  type        = set(string)
  default     = ["dorothy@example.com", "mary@example.com"]
}

data "clerk_user" "leaver" {
  for_each      = var.leavers
  email_address = each.key
}

# This only remembers who has left: the actions look up for themselves whom they
# are about. It is made after them, so nobody is remembered with whom one failed,
# and the next apply tries again.
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

# First of all, they cannot sign in any more.
action "clerk_user_ban" "leaver" {
  for_each = data.clerk_user.leaver

  config {
    user_id = each.value.id
  }
}

# Clerk revokes sessions with a ban. This makes sure of it.
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
