import {
  to = clerk_blocklist_identifier.spam
  identity = {
    id = "blid_3FyHn2TwXe7pZgQcVs9MrKj5BdU"
  }
}
