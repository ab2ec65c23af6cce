variable "client_token" {
  description = "The value of the cookie __client of a browser."
  type        = string
  ephemeral   = true
}

ephemeral "clerk_client_verification" "browser" {
  token = var.client_token
}

check "browser" {
  assert {
    condition     = ephemeral.clerk_client_verification.browser.verified && ephemeral.clerk_client_verification.browser.session_id != null
    error_message = "No user is signed in on this browser."
  }
}
