terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

module "team" {
  source = "../modules/roster"

  csv = file("${path.module}/team.csv")
}

output "user_ids" {
  value = module.team.ids
}
