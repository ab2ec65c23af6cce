resource "clerk_user" "tester" {
  email_addresses = ["tester@example.com"]
}

# Valid for ten minutes. Revoked when the run does not need it any more.
ephemeral "clerk_sign_in_token" "tester" {
  user_id            = clerk_user.tester.id
  expires_in_seconds = 600
}

# For a provider block, a provisioner or a write-only argument.
locals {
  sign_in_url = ephemeral.clerk_sign_in_token.tester.url
}
