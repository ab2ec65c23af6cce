ephemeral "clerk_user_oauth_access_token" "github" {
  user_id        = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
  oauth_provider = "oauth_github"
}

check "scopes" {
  assert {
    condition     = contains(ephemeral.clerk_user_oauth_access_token.github.scopes, "repo")
    error_message = "Katherine has to connect GitHub again and grant access to repositories."
  }
}

# One token for each of several accounts.
data "clerk_user" "katherine" {
  id = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
}

ephemeral "clerk_user_oauth_access_token" "google" {
  for_each = toset([
    for account in data.clerk_user.katherine.external_accounts :
    coalesce(account.external_account_id, account.id) if account.provider == "oauth_google"
  ])

  user_id             = data.clerk_user.katherine.id
  oauth_provider      = "oauth_google"
  external_account_id = each.key
}
