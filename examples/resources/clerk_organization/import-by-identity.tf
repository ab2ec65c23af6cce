import {
  to = clerk_organization.engines
  identity = {
    id = "org_3myZonkP5GYIRkt5srlSHfWGX0h"
  }
}
