moved {
  from = clerk_user_profile_image.old_name
  to   = clerk_user_profile_image.ada
}
