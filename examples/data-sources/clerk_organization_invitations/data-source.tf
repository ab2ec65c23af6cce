# The pending invitations to an organization, for a review of access.
data "clerk_organization_invitations" "pending" {
  organization_id = "org_3myZonkP5GYIRkt5srlSHfWGX0h"
  status          = "pending"
}

output "invited" {
  value = { for i in data.clerk_organization_invitations.pending.invitations : i.email_address => i.role }
}
