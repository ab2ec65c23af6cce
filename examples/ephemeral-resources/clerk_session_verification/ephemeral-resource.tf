variable "session_token" {
  description = "The session token of the user that requests this run."
  type        = string
  ephemeral   = true
}

ephemeral "clerk_session_verification" "caller" {
  jwt                = var.session_token
  publishable_key    = "pk_test_dGVycmFmb3JtLWVtdWxhdG9yLTAwLmNsZXJrLmFjY291bnRzLmRldiQ"
  authorized_parties = ["https://app.example.com"]
}

# A precondition stops the run; a check only warns.
resource "terraform_data" "report" {
  input = "quarterly"

  lifecycle {
    precondition {
      condition     = ephemeral.clerk_session_verification.caller.verified
      error_message = "The user that requests this run is not signed in."
    }
    precondition {
      condition     = ephemeral.clerk_session_verification.caller.user_id == "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
      error_message = "Only Katherine can request reports."
    }
  }
}
