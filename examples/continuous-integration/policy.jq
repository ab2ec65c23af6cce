# Prints a line for each change in "terraform show -json" that a second person has to review.
.resource_changes[]?
| select(.type == "clerk_user")
| .address as $user
| .change as $change
| if $change.actions | index("delete") then
    "\($user) is destroyed, with deletion_policy = \($change.before.deletion_policy // "none")"
  else
    (if $change.after.banned == true and $change.before.banned != true then "\($user) is banned" else empty end),
    (if $change.after.deletion_policy == "delete" and $change.before != null and $change.before.deletion_policy != "delete"
     then "\($user) can be deleted by a later plan: deletion_policy = delete" else empty end)
  end
