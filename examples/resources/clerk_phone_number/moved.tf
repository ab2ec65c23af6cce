moved {
  from = clerk_phone_number.old_name
  to   = clerk_phone_number.mobile
}
