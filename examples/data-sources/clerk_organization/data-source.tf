data "clerk_organization" "research" {
  id = "org_3myZonkP5GYIRkt5srlSHfWGX0h"
}

output "organization" {
  value = data.clerk_organization.research.name
}
