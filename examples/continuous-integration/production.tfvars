environment        = "production"
max_user_deletions = 0

staff = {
  e-1 = { email_address = "ada@example.com" }
  e-2 = { email_address = "grace@example.com" }
}
