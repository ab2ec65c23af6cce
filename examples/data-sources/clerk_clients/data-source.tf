data "clerk_clients" "all" {
}

output "clients_without_a_session" {
  value = [
    for client in data.clerk_clients.all.clients : client.id
    if length(client.session_ids) == 0
  ]
}
