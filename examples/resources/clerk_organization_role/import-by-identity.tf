import {
  to = clerk_organization_role.reviewer
  identity = {
    id = "role_3CkJm7PzTq1sXvYbNdWf8LhRg2A"
  }
}
