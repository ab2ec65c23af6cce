import {
  to = clerk_organization_invitation.grace
  id = "org_3myZonkP5GYIRkt5srlSHfWGX0h/orginv_3sdMfI4BRDcrD77MuBVhexlhHNP"
}
