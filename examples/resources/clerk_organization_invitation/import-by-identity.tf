import {
  to = clerk_organization_invitation.grace
  identity = {
    organization_id = "org_3myZonkP5GYIRkt5srlSHfWGX0h"
    id              = "orginv_3sdMfI4BRDcrD77MuBVhexlhHNP"
  }
}
