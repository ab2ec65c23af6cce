output "ids" {
  description = "The id of the user of each row, by external_id."
  value       = { for key, user in clerk_user.this : key => user.id }
}
