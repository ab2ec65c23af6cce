output "user_id" {
  description = "The id of the user."
  value       = data.clerk_user.this.id
}

output "total_count" {
  description = "The number of sessions of the user. Clerk purges old ones that are no longer active."
  value       = data.clerk_sessions.this.total_count
}

output "count_by_status" {
  description = "The number of sessions by status, such as { active = 2, revoked = 1 }."
  value       = tomap({ for status, ids in local.ids_by_status : status => length(ids) })
}

output "active_ids" {
  description = "The ids of the active sessions, newest first."
  value       = tolist(lookup(local.ids_by_status, "active", []))
}

output "newest" {
  description = "The newest session, with any status; null if there is none."
  value       = one(slice(local.sessions, 0, min(1, length(local.sessions))))
}
