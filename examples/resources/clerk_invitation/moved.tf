moved {
  from = clerk_invitation.old_name
  to   = clerk_invitation.ada
}
