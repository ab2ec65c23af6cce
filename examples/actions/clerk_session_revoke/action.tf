variable "session_id" {
  description = "The session to revoke, such as one that a user has reported."
  type        = string
  default     = "sess_3NliqNT1Nx4xyB7LQ4DBqHboMSp"
}

# terraform apply -invoke=action.clerk_session_revoke.reported
action "clerk_session_revoke" "reported" {
  config {
    session_id = var.session_id
  }
}
