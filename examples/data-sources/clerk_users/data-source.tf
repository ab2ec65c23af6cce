resource "clerk_user" "engineers" {
  for_each = { ada = "ada@example.com", grace = "grace@example.com" }

  email_addresses = [each.value]
  public_metadata = jsonencode({ team = "engines" })
}

# Users with certain addresses. Only the attributes in fields are stored.
data "clerk_users" "engineers" {
  email_addresses = [for user in clerk_user.engineers : user.primary_email_address]
  fields          = ["id", "primary_email_address", "public_metadata"]
  order_by        = "email_address"
}

output "engineers" {
  value = data.clerk_users.engineers.users[*].primary_email_address
}

output "teams" {
  value = {
    for id, user in data.clerk_users.engineers.users_by_id :
    id => jsondecode(user.public_metadata).team
  }
}

# The ten users that were active last, without banned users.
data "clerk_users" "recently_active" {
  banned      = false
  order_by    = "-last_active_at"
  max_results = 10
  fields      = ["id", "last_active_at"]

  depends_on = [clerk_user.engineers]
}

output "recently_active" {
  value = "${length(data.clerk_users.recently_active.users)} of ${data.clerk_users.recently_active.total_count}"
}
