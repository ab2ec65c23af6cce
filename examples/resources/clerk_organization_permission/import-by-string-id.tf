import {
  to = clerk_organization_permission.report_signing
  id = "org:reports:sign"
}
