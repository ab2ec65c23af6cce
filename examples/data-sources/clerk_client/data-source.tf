data "clerk_session" "laptop" {
  id = "sess_3NliqNT1Nx4xyB7LQ4DBqHboMSp"
}

# The browser or device that holds the session.
data "clerk_client" "laptop" {
  id = data.clerk_session.laptop.client_id
}

output "users_of_the_laptop" {
  value = distinct(data.clerk_client.laptop.sessions[*].user_id)
}
