environment        = "development"
max_user_deletions = 5

staff = {
  e-1 = { email_address = "ada@example.com", deletion_policy = "delete", password_version = 1 }
  e-2 = { email_address = "grace@example.com" }
}
