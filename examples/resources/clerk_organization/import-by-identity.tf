import {
  to = clerk_organization.research
  identity = {
    id = "org_3myZonkP5GYIRkt5srlSHfWGX0h"
  }
}
