moved {
  from = clerk_user_metadata.old_name
  to   = clerk_user_metadata.billing
}
