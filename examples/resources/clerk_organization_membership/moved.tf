moved {
  from = clerk_organization_membership.old_name
  to   = clerk_organization_membership.ada
}
