terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

provider "clerk" {
  environment = "development" # "production" if the key is sk_live_…
}

module "team" {
  source = "github.com/clerk-users/terraform-provider-clerk//examples/modules/roster"

  csv = file("${path.module}/team.csv")
}

output "user_ids" {
  value = module.team.ids
}
