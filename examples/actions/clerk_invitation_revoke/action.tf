# terraform apply -invoke=action.clerk_invitation_revoke.annie
action "clerk_invitation_revoke" "annie" {
  config {
    invitation_id = "inv_3sdMgT0RWoIcyPk1jDRmQ8yXzLb"
  }
}
