# All sessions of a user.
data "clerk_sessions" "katherine" {
  user_id = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
}

# The sessions in which another user impersonates this one.
output "impersonated" {
  value = {
    for session in data.clerk_sessions.katherine.sessions :
    session.id => jsondecode(session.actor).sub
    if session.actor != null
  }
}

# Only the active ones on one browser or device.
data "clerk_sessions" "laptop" {
  user_id   = "user_38HlrwYMfvea9lkxwkkMxzwwM5h"
  client_id = "client_35cMpkON74U4YD4MKVhEUFM6TZR"
  status    = "active"
}

output "last_seen" {
  value = [for session in data.clerk_sessions.laptop.sessions : session.last_active_at]
}
