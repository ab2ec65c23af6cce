import {
  to = clerk_organization.engines
  id = "analytical-engines"
}
