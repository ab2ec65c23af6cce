import {
  to = clerk_user.ada
  id = "email:ada@example.com"
}
