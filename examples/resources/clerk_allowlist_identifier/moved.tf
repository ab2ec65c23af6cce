moved {
  from = clerk_allowlist_identifier.old_name
  to   = clerk_allowlist_identifier.company
}
