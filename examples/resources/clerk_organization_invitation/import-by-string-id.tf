import {
  to = clerk_organization_invitation.katherine
  id = "org_3myZonkP5GYIRkt5srlSHfWGX0h/orginv_3sdMfI4BRDcrD77MuBVhexlhHNP"
}
