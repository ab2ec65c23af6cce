terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

module "team" {
  source = "github.com/clerk-users/terraform-provider-clerk//examples/modules/roster"

  csv = file("${path.module}/team.csv")
}

output "user_ids" {
  value = module.team.ids
}
