package users

import (
	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
)

// pieces are the actions that delete one object of a user.
var pieces = []actionbase.Removal{
	{
		Name: "user_delete_passkey", Object: "passkey", Input: "passkey_id", Prefixes: []string{"idn_"},
		Description: "Deletes a passkey of a user. Clerk notifies the user by email. A passkey that is already deleted is " +
			"no error.",
		InputDescription: "The id of the passkey, such as `idn_2abc…`.",
		Verb:             "delete", Done: "deleted", Send: (*clerk.Client).DeleteUserPasskey,
	},
	{
		Name: "user_delete_web3_wallet", Object: "web3 wallet", Input: "web3_wallet_id", Prefixes: []string{"idn_"},
		Description: "Deletes a web3 wallet of a user. A wallet that is already deleted is no error. " +
			"Clerk refuses to delete a wallet that the user needs to sign in.",
		InputDescription: "The id of the wallet, such as `idn_2abc…`; its address is not its id.",
		Verb:             "delete", Done: "deleted", Send: (*clerk.Client).DeleteWeb3Wallet,
	},
	{
		Name:     "user_delete_external_account",
		Object:   "external account",
		Input:    "external_account_id",
		Prefixes: []string{"eac_", "idn_"},
		Description: "Deletes the connection of a user to an OAuth provider. A connection that is already deleted is no " +
			"error. Clerk refuses to delete an account that the user needs to sign in.",
		InputDescription: "The id of the external account, such as `eac_2abc…`. Accounts of Google and Facebook can have " +
			"an id `idn_…` instead.",
		Verb: "delete",
		Done: "deleted",
		Send: (*clerk.Client).DeleteUserExternalAccount,
	},
}
