moved {
  from = clerk_organization_invitation.old_name
  to   = clerk_organization_invitation.member
}
