import {
  to = clerk_organization_role.computer
  id = "org:computer"
}
