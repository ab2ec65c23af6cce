import {
  to = clerk_organization_role.reviewer
  id = "org:reviewer"
}
