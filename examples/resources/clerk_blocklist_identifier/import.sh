# By the id in Clerk:
terraform import clerk_blocklist_identifier.disposable blid_3FyHn2TwXe7pZgQcVs9MrKj5BdU

# Or by the identifier:
terraform import clerk_blocklist_identifier.disposable '*@*.disposable.example'
