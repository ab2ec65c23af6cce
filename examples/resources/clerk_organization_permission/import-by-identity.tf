import {
  to = clerk_organization_permission.report_signing
  identity = {
    id = "perm_3DwQn5RtVb9kXzLcHs7JpGf4MyE"
  }
}
