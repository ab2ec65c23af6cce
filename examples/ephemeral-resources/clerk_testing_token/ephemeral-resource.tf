ephemeral "clerk_testing_token" "end_to_end" {}

# What the end-to-end tests add to their requests to the Frontend API.
locals {
  query = "__clerk_testing_token=${urlencode(ephemeral.clerk_testing_token.end_to_end.token)}"
}
