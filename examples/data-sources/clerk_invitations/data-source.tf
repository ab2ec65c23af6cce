# The addresses that were invited and have not signed up yet.
data "clerk_invitations" "pending" {
  status = "pending"
}

output "waiting" {
  value = [for i in data.clerk_invitations.pending.invitations : i.email_address]
}
