resource "clerk_organization" "engines" {
  name = "Analytical Engines"

  public_metadata = jsonencode({
    plan = "pro"
  })
}
