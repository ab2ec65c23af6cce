# Prints a line for each change in "terraform show -json" that a second person has to review.
(select(.variables.environment.value == "production" and .variables.max_user_deletions.value > 0)
  | "max_user_deletions of production is \(.variables.max_user_deletions.value)"),
(.resource_changes[]?
  | select(.type == "clerk_user")
  | .address as $user
  | (.change.before // {}) as $before
  | (.change.after // {}) as $after
  | any("email_addresses", "phone_numbers", "web3_wallets";
        ($before[.] // []) - ($after[.] // $before[.] // []) != []) as $removes
  | if .change.actions | index("delete") then
      "\($user) is destroyed, with deletion_policy = \($before.deletion_policy // "none")"
    else
      (if $after.banned == true and $before.banned != true then "\($user) is banned" else empty end),
      (if $after.locked == true and $before.locked != true then "\($user) is locked" else empty end),
      (if $after.password_enabled == false and $before.password_enabled == true
       then "\($user) loses the password" else empty end),
      (if ($before.external_id // "") != "" and $after.external_id != $before.external_id
       then "\($user) loses its external id" else empty end),
      (if $removes then "\($user) loses an identifier" else empty end),
      (if $after.deletion_policy == "delete" and .change.before != null and $before.deletion_policy != "delete"
       then "\($user) can be deleted by a later plan: deletion_policy = delete" else empty end)
    end)
