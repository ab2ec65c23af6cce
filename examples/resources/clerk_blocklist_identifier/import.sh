# By the id in Clerk:
terraform import clerk_blocklist_identifier.spam blid_3FyHn2TwXe7pZgQcVs9MrKj5BdU

# Or by the identifier:
terraform import clerk_blocklist_identifier.spam '*@spam.example.net'
