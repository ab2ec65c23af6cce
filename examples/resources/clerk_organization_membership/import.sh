# By the ids of the organization and of the user:
terraform import clerk_organization_membership.ada org_39JKN7E28r4unICHo1mYQ9qB24g/user_38HlrwYMfvea9lkxwkkMxzwwM5h
