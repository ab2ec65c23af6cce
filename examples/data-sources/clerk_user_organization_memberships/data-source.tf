data "clerk_user_organization_memberships" "katherine" {
  user_id = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
}

output "roles" {
  value = {
    for membership in data.clerk_user_organization_memberships.katherine.memberships :
    membership.organization.slug => membership.role
  }
}
