import {
  to = clerk_blocklist_identifier.disposable
  id = "*@*.disposable.example"
}
