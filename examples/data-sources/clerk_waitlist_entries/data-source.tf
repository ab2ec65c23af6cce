data "clerk_waitlist_entries" "pending" {
  status = "pending"
}

output "waiting" {
  value = { for e in data.clerk_waitlist_entries.pending.entries : e.email_address => e.id }
}
