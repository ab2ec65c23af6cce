package emulator

import "testing"

func TestDeleteWeb3Wallet_deletesIt(t *testing.T) {
	api := startTest(t, Config{})
	one, two := "0x1111111111111111111111111111111111111111", "0x2222222222222222222222222222222222222222"
	user := api.create(`{"web3_wallet":["` + one + `","` + two + `"]}`)
	path := func(i int) string { return "/v1/users/" + user.ID + "/web3_wallets/" + user.Web3Wallets[i].ID }
	deleted := decoded[DeletedObject](api.ok("DELETE", path(0), ""))
	if deleted != (DeletedObject{Object: "web3_wallet", ID: user.Web3Wallets[0].ID, Deleted: true}) {
		t.Errorf("got %+v", deleted)
	}
	if after := api.get(user.ID); len(after.Web3Wallets) != 1 || *after.PrimaryWeb3WalletID != user.Web3Wallets[1].ID {
		t.Errorf("got %s", marshal(after))
	}
	api.refused("DELETE", path(0), "", 404, "resource_not_found")
	api.refused("DELETE", path(1), "", 400, "identification_deletion_failed")
	api.create(`{"web3_wallet":["` + one + `"]}`)
}
