# An organization with a logo from a file.
resource "clerk_organization" "looms" {
  name = "Jacquard Looms"
  logo = "${path.module}/logo.png"
}
