# Dorothy, of the support team, can impersonate Katherine for half an hour.
ephemeral "clerk_actor_token" "support" {
  user_id = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
  actor   = jsonencode({ sub = "user_3pA6eEfujfoRnxa6wHW35PBbnm3" })

  expires_in_seconds              = 300
  session_max_duration_in_seconds = 1800
}

# For a provider block, a provisioner or a write-only argument.
locals {
  impersonation_url = ephemeral.clerk_actor_token.support.url
}
