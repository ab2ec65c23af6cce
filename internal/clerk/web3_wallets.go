package clerk

import (
	"context"
	"net/http"
)

var deleteWeb3Wallet = repeatable(
	http.MethodDelete, "/users/{user_id}/web3_wallets/{web3_wallet_identification_id}",
).mustShow(isDeleted)

// Web3Wallet is a web3 wallet of a user. The API can add a wallet only when it creates the user.
type Web3Wallet struct {
	ID           string        `json:"id"`
	Web3Wallet   string        `json:"web3_wallet"`
	Verification *Verification `json:"verification"`
	CreatedAt    UnixMilli     `json:"created_at"`
	UpdatedAt    UnixMilli     `json:"updated_at"`
}

// IsVerified reports whether the user or an administrator has verified the wallet.
func (w Web3Wallet) IsVerified() bool { return w.Verification.isVerified() }

// DeleteWeb3Wallet deletes a wallet of a user: DELETE /users/{user_id}/web3_wallets/{web3_wallet_identification_id}.
// Unknown ids are handled as in DeleteUser.
func (c *Client) DeleteWeb3Wallet(ctx context.Context, userID, walletID string) error {
	return sendRemoval[deletedObject](ctx, c, deleteWeb3Wallet, userID, walletID)
}
