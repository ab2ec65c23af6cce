# terraform apply -invoke=action.clerk_waitlist_entry_invite.annie
action "clerk_waitlist_entry_invite" "annie" {
  config {
    waitlist_entry_id = "wle_3GzJp6UxYf1qAhRdWt3NsLk8CeV"
  }
}
