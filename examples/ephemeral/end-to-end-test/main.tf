terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

resource "clerk_user" "tester" {
  email_addresses = ["end-to-end@example.com"]
}

# Both are created for this run. The sign-in token is revoked at its end.
ephemeral "clerk_sign_in_token" "tester" {
  user_id            = clerk_user.tester.id
  expires_in_seconds = 600
}

ephemeral "clerk_testing_token" "tester" {}

resource "terraform_data" "end_to_end_test" {
  provisioner "local-exec" {
    command = "sh ${path.module}/end-to-end-test.sh"

    environment = {
      SIGN_IN_URL         = ephemeral.clerk_sign_in_token.tester.url
      CLERK_TESTING_TOKEN = ephemeral.clerk_testing_token.tester.token
    }
  }
}
