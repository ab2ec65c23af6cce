import {
  to = clerk_allowlist_identifier.company
  id = "*@example.com"
}
