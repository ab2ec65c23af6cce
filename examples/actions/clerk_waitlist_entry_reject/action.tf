# terraform apply -invoke=action.clerk_waitlist_entry_reject.bot
action "clerk_waitlist_entry_reject" "bot" {
  config {
    waitlist_entry_id = "wle_3HaKq9VyZg4rBjSeXu5PtMm2DfW"
  }
}
