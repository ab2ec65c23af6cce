package emulator

import "fmt"

// checkSeedClaims refuses a user with identifiers of other users.
func (e *Emulator) checkSeedClaims(a *account) error {
	for _, kind := range []*contactKind{&emailKind, &phoneKind} {
		for _, identification := range kind.all(&a.User) {
			value := kind.value(&a.User, identification.ID)
			if identification.claimed() && kind.claimant(e.store, value) != nil {
				return fmt.Errorf("%s %s is taken", kind.name, value)
			}
			if e.store.identifications[identification.ID] != "" {
				return fmt.Errorf("there is an identification %s already", identification.ID)
			}
		}
	}
	for _, wallet := range a.Web3Wallets {
		if len(e.store.wallets[foldWallet(wallet.Web3Wallet)]) > 0 {
			return fmt.Errorf("web3_wallet %s is taken", wallet.Web3Wallet)
		}
	}
	if a.Username != nil && len(e.store.usernames[foldUsername(*a.Username)]) > 0 {
		return fmt.Errorf("username %s is taken", *a.Username)
	}
	if a.ExternalID != nil && len(e.store.externalIDs[*a.ExternalID]) > 0 {
		return fmt.Errorf("external_id %s is taken", *a.ExternalID)
	}
	return nil
}
