data "clerk_user" "ada" {
  email_address = "ada@example.com"
}

# terraform apply -invoke=action.clerk_user_delete_external_account.github
action "clerk_user_delete_external_account" "github" {
  for_each = {
    for account in data.clerk_user.ada.external_accounts : account.id => account
    if account.provider == "oauth_github"
  }

  config {
    user_id             = data.clerk_user.ada.id
    external_account_id = each.key
  }
}
