# By the id in Clerk:
terraform import clerk_allowlist_identifier.company alid_3EuXk8SvZc4mYdPbRt6NqJh2LwG

# Or by the identifier:
terraform import clerk_allowlist_identifier.company '*@example.com'
