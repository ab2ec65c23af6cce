moved {
  from = clerk_user_totp.old_name
  to   = clerk_user_totp.grace
}
