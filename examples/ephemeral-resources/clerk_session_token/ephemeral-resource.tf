ephemeral "clerk_session_token" "laptop" {
  session_id         = "sess_3NliqNT1Nx4xyB7LQ4DBqHboMSp"
  expires_in_seconds = 600
}

# With the claims of a JWT template of the instance.
ephemeral "clerk_session_token" "hasura" {
  session_id    = "sess_3NliqNT1Nx4xyB7LQ4DBqHboMSp"
  template_name = "hasura"
}

# For a provider block, a provisioner or a write-only argument.
locals {
  authorization = "Bearer ${ephemeral.clerk_session_token.hasura.jwt}"
}
