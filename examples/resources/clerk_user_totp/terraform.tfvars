# A made-up value, so that the examples can be applied as they stand.

grace_totp_secret = "JBSWY3DPEHPK3PXP"
