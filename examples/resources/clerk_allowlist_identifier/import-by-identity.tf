import {
  to = clerk_allowlist_identifier.company
  identity = {
    id = "alid_3EuXk8SvZc4mYdPbRt6NqJh2LwG"
  }
}
