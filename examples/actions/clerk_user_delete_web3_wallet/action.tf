data "clerk_user" "katherine" {
  email_address = "katherine@example.com"
}

# terraform apply -invoke=action.clerk_user_delete_web3_wallet.old
action "clerk_user_delete_web3_wallet" "old" {
  for_each = {
    for wallet in data.clerk_user.katherine.web3_wallets : wallet.id => wallet
    if wallet.web3_wallet == "0x1234567890abcdef1234567890abcdef12345678"
  }

  config {
    user_id        = data.clerk_user.katherine.id
    web3_wallet_id = each.key
  }
}
