import {
  to = clerk_organization_permission.report_reading
  identity = {
    id = "perm_3DwQn5RtVb9kXzLcHs7JpGf4MyE"
  }
}
