resource "clerk_organization_permission" "report_signing" {
  name        = "Sign reports"
  key         = "org:reports:sign"
  description = "Sign the reports of the organization"
}
