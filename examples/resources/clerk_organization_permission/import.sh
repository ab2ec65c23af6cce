# By the id in Clerk:
terraform import clerk_organization_permission.report_signing perm_3DwQn5RtVb9kXzLcHs7JpGf4MyE

# Or by the key:
terraform import clerk_organization_permission.report_signing 'org:reports:sign'
