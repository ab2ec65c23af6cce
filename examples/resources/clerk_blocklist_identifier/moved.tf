moved {
  from = clerk_blocklist_identifier.old_name
  to   = clerk_blocklist_identifier.disposable
}
