terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

module "team" {
  source = "github.com/clerk-users/terraform-provider-clerk//examples/modules/team"

  organization_name = "Analytical Engines"
  csv               = file("${path.module}/team.csv")
}

output "invitations" {
  value = module.team.invitations
}
