import {
  to = clerk_organization.research
  id = "flight-research"
}
