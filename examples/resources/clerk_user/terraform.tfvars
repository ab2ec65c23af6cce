# Made-up values, so that the examples can be applied without changes.

password = "correct horse battery staple"

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

password_digests = {
  "legacy-17" = "$2a$12$57pWIbKESfsl9G0s6v4oz.X3hzhVx6.bWGy6HUggcuL/a2tr3wTmG"
  "legacy-18" = "$2a$12$oQgpUBIgJB2lDYpML7J5p.eEb3dgMx.AfZmi8Y9qAEo0p7lyhPGiW"
}

totp_secrets = {
  "legacy-17" = "JBSWY3DPEHPK3PXP"
}
