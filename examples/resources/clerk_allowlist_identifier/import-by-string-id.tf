import {
  to = clerk_allowlist_identifier.contractor
  id = "contractor@example.net"
}
