# By the ids of the organization and of the invitation:
terraform import clerk_organization_invitation.grace org_3myZonkP5GYIRkt5srlSHfWGX0h/orginv_3sdMfI4BRDcrD77MuBVhexlhHNP

# Or by the id of the organization and the address of a pending one:
terraform import clerk_organization_invitation.grace org_3myZonkP5GYIRkt5srlSHfWGX0h/grace@example.com
