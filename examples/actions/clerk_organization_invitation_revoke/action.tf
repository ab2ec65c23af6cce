# terraform apply -invoke=action.clerk_organization_invitation_revoke.katherine
action "clerk_organization_invitation_revoke" "katherine" {
  config {
    organization_id = "org_3myZonkP5GYIRkt5srlSHfWGX0h"
    invitation_id   = "orginv_3sdMfI4BRDcrD77MuBVhexlhHNP"
  }
}
