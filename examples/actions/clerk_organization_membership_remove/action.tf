# terraform apply -invoke=action.clerk_organization_membership_remove.leaver
action "clerk_organization_membership_remove" "leaver" {
  config {
    organization_id = "org_3myZonkP5GYIRkt5srlSHfWGX0h"
    user_id         = "user_3pA6eEfujfoRnxa6wHW35PBbnm3"
  }
}
