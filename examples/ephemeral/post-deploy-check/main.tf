terraform {
  required_providers {
    clerk = { source = "clerk-users/clerk" }
  }
}

variable "release" {
  type    = string
  default = "v1.4.0"
}

variable "publishable_key" {
  description = "The publishable key of the deployed frontend."
  type        = string
  default     = "pk_test_dGVycmFmb3JtLWVtdWxhdG9yLTAwLmNsZXJrLmFjY291bnRzLmRldiQ"
}

variable "canary_session_id" {
  description = "A session of the user that monitors the service."
  type        = string
  default     = "sess_3NliqNT1Nx4xyB7LQ4DBqHboMSp"
}

# Stands for the deployment itself.
resource "terraform_data" "deployment" {
  input = {
    release         = var.release
    publishable_key = var.publishable_key
  }
}

# Created after the deployment, and valid for a minute.
ephemeral "clerk_session_token" "canary" {
  session_id         = var.canary_session_id
  expires_in_seconds = 60

  depends_on = [terraform_data.deployment]
}

# A release changes the output of the deployment, so it is unknown during plan. The
# token is verified during apply, after the release.
ephemeral "clerk_session_verification" "canary" {
  jwt                = ephemeral.clerk_session_token.canary.jwt
  publishable_key    = terraform_data.deployment.output.publishable_key
  authorized_parties = ["https://app.example.com"]
}

# A failed check warns, and the run continues.
check "sessions" {
  assert {
    condition     = ephemeral.clerk_session_verification.canary.verified
    error_message = "Backends refuse the sessions of this instance: check its keys, and the publishable key of the frontend."
  }
}

# A precondition stops the run before traffic goes to the release.
resource "terraform_data" "traffic" {
  input = terraform_data.deployment.output.release

  lifecycle {
    precondition {
      condition     = ephemeral.clerk_session_verification.canary.verified
      error_message = "The release is not given any traffic: no user could sign in."
    }
  }
}
