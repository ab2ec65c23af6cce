# All email addresses of a domain, and one guest.
resource "clerk_allowlist_identifier" "company" {
  identifier = "*@example.com"
}

resource "clerk_allowlist_identifier" "guest" {
  identifier = "guest@example.org"
  notify     = true
}
