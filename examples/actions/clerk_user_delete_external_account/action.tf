data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# terraform apply -invoke=action.clerk_user_delete_external_account.github
action "clerk_user_delete_external_account" "github" {
  for_each = {
    for account in data.clerk_user.katherine.external_accounts : account.id => account
    if account.provider == "oauth_github"
  }

  config {
    user_id             = data.clerk_user.katherine.id
    external_account_id = each.key
  }
}
