data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# terraform apply -invoke=action.clerk_user_delete_external_account.github
action "clerk_user_delete_external_account" "github" {
  for_each = toset([
    for account in data.clerk_user.katherine.external_accounts :
    coalesce(account.external_account_id, account.id) if account.provider == "oauth_github"
  ])

  config {
    user_id             = data.clerk_user.katherine.id
    external_account_id = each.key
  }
}
