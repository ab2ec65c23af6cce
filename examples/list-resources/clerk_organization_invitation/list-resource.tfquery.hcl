list "clerk_organization_invitation" "all" {
  provider = clerk

  limit = 10000 # the default of Terraform is 100
}
