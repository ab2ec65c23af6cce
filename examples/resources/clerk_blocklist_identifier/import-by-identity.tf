import {
  to = clerk_blocklist_identifier.disposable
  identity = {
    id = "blid_3FyHn2TwXe7pZgQcVs9MrKj5BdU"
  }
}
