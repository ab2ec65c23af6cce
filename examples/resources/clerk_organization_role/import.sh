# By the id in Clerk:
terraform import clerk_organization_role.reviewer role_3CkJm7PzTq1sXvYbNdWf8LhRg2A

# Or by the key:
terraform import clerk_organization_role.reviewer 'org:reviewer'
