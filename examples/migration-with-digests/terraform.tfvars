people = {
  "legacy-17" = {
    email_address = "barbara@example.com"
    signed_up_at  = "2019-04-01T09:30:00Z"
    has_totp      = true
  }
  "legacy-18" = {
    email_address = "tony@example.com"
    signed_up_at  = "2020-11-23T16:05:00Z"
    has_totp      = false
  }
}
