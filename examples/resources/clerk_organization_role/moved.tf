moved {
  from = clerk_organization_role.old_name
  to   = clerk_organization_role.auditor
}
