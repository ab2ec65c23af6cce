list "clerk_allowlist_identifier" "all" {
  provider = clerk

  limit = 10000 # the default of Terraform is 100
}
