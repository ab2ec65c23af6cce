variable "since" {
  description = "The time of the last query."
  type        = string
  default     = "2026-01-31T00:00:00Z"
}

# Users that have signed up since then. Each instance is a separate list.
list "clerk_user" "new" {
  for_each = toset(["example.com", "example.org"])
  provider = clerk

  config {
    email_address_query = "@${each.value}"
    created_at_after    = var.since
  }
}
