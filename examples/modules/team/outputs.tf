output "organization_id" {
  description = "The id of the organization."
  value       = clerk_organization.this.id
}

output "user_ids" {
  description = "The id of each managed user, by external_id."
  value       = { for key, user in clerk_user.this : key => user.id }
}

output "invitations" {
  description = "The status of each invitation, by external_id: pending, accepted, revoked or expired."
  value       = { for key, invitation in clerk_organization_invitation.this : key => invitation.status }
}
