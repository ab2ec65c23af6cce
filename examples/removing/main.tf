# Terraform no longer manages Ada, and the user in Clerk does not change.
removed {
  from = clerk_user.ada

  lifecycle {
    destroy = false
  }
}
