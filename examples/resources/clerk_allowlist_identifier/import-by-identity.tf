import {
  to = clerk_allowlist_identifier.contractor
  identity = {
    id = "alid_3EuXk8SvZc4mYdPbRt6NqJh2LwG"
  }
}
