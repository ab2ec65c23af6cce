# All subdomains of a provider of disposable email addresses.
resource "clerk_blocklist_identifier" "disposable" {
  identifier = "*@*.disposable.example"
}
