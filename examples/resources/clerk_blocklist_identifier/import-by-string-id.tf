import {
  to = clerk_blocklist_identifier.spam
  id = "*@spam.example.net"
}
