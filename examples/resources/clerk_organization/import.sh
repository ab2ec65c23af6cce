# By the id in Clerk:
terraform import clerk_organization.engines org_3myZonkP5GYIRkt5srlSHfWGX0h

# Or by the slug:
terraform import clerk_organization.engines analytical-engines
