moved {
  from = clerk_email_address.old_name
  to   = clerk_email_address.work
}
