data "clerk_session" "laptop" {
  id = "sess_3NliqNT1Nx4xyB7LQ4DBqHboMSp"
}

output "signed_in" {
  value = data.clerk_session.laptop.status == "active"
}

# Clerk purges old sessions that are no longer active.
data "clerk_session" "old" {
  id            = "sess_2abZlKdOsKTJEuzbr5ApLXnjSQN"
  allow_missing = true
}

output "old_session_is_gone" {
  value = !data.clerk_session.old.exists
}
