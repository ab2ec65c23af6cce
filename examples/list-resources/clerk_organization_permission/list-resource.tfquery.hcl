list "clerk_organization_permission" "all" {
  provider = clerk

  limit = 10000 # the default of Terraform is 100
}
