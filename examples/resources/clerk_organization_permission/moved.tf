moved {
  from = clerk_organization_permission.old_name
  to   = clerk_organization_permission.report_signing
}
