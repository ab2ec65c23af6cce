import {
  to = clerk_organization_permission.report_reading
  id = "org:reports:read"
}
