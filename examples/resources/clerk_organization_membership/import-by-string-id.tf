import {
  to = clerk_organization_membership.ada
  id = "org_39JKN7E28r4unICHo1mYQ9qB24g/user_38HlrwYMfvea9lkxwkkMxzwwM5h"
}
