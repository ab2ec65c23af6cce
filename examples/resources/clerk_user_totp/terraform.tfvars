# A made-up value, so that the examples can be applied without changes.

grace_totp_secret = "JBSWY3DPEHPK3PXP"
