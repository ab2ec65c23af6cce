ephemeral "clerk_testing_token" "end_to_end" {}

# End-to-end tests add this value to their requests to the Frontend API.
locals {
  query = "__clerk_testing_token=${urlencode(ephemeral.clerk_testing_token.end_to_end.token)}"
}
