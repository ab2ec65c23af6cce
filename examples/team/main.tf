terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment = "development" # "production" if the key is sk_live_…
}

module "team" {
  source = "github.com/clerk-users/terraform-provider-clerk//examples/modules/team"

  organization_name = "Analytical Engines"
  csv               = file("${path.module}/team.csv")
}

output "invitations" {
  value = module.team.invitations
}
