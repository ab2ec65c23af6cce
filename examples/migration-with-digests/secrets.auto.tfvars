password_digests = {
  "legacy-17" = "$2a$12$57pWIbKESfsl9G0s6v4oz.X3hzhVx6.bWGy6HUggcuL/a2tr3wTmG"
  "legacy-18" = "$2a$12$oQgpUBIgJB2lDYpML7J5p.eEb3dgMx.AfZmi8Y9qAEo0p7lyhPGiW"
}

totp_secrets = {
  "legacy-17" = "JBSWY3DPEHPK3PXP"
}
