resource "clerk_user" "ada" {
  email_addresses = ["ada@example.com"]
}

# Uploaded again whenever the content of the file changes.
resource "clerk_user_profile_image" "ada" {
  user_id = clerk_user.ada.id
  source  = "ada.png"
}
