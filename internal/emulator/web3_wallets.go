package emulator

import "slices"

// deleteWeb3Wallet is DELETE /users/{user_id}/web3_wallets/{web3_wallet_identification_id}.
func (c *call) deleteWeb3Wallet() (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	id := c.path("web3_wallet_identification_id")
	if held.wallet(id) == nil {
		return nil, identificationNotFound()
	}
	if err := c.checkRemoval("web3_wallet", len(held.Web3Wallets) == 1, held.usable()-1); err != nil {
		return nil, err
	}
	a := held.clone()
	a.Web3Wallets = slices.DeleteFunc(a.Web3Wallets, func(w Web3Wallet) bool { return w.ID == id })
	if a.PrimaryWeb3WalletID != nil && *a.PrimaryWeb3WalletID == id {
		a.PrimaryWeb3WalletID = nil
		if len(a.Web3Wallets) > 0 && !c.behaviour.KeepPrimaryEmpty {
			a.PrimaryWeb3WalletID = cloned(&a.Web3Wallets[0].ID)
		}
	}
	c.save(a)
	return DeletedObject{Object: "web3_wallet", ID: id, Deleted: true}, nil
}
