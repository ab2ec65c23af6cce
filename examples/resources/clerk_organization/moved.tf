moved {
  from = clerk_organization.old_name
  to   = clerk_organization.engines
}
