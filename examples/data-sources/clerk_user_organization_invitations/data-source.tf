data "clerk_user_organization_invitations" "pending" {
  user_id = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
  status  = "pending"
}

output "invited_to" {
  value = data.clerk_user_organization_invitations.pending.invitations[*].public_organization_data.name
}
