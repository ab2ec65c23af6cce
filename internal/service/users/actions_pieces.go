package users

import (
	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
)

// pieces are the actions that take one thing from a user.
var pieces = []actionbase.Removal{
	{
		Name: "user_delete_passkey", Object: "passkey", Input: "passkey_id", Prefixes: []string{"idn_"},
		Description:      "Deletes a passkey of a user, whom Clerk notifies by email. One that is gone already is no error.",
		InputDescription: "The id of the passkey, such as `idn_2abc…`.",
		Verb:             "delete", Done: "deleted", Send: (*clerk.Client).DeleteUserPasskey,
	},
	{
		Name: "user_delete_web3_wallet", Object: "web3 wallet", Input: "web3_wallet_id", Prefixes: []string{"idn_"},
		Description: "Deletes a web3 wallet of a user. One that is gone already is no error. " +
			"Clerk refuses to delete what the user needs to sign in.",
		InputDescription: "The id of the wallet, such as `idn_2abc…`; its address is not its id.",
		Verb:             "delete", Done: "deleted", Send: (*clerk.Client).DeleteWeb3Wallet,
	},
	{
		Name:     "user_delete_external_account",
		Object:   "external account",
		Input:    "external_account_id",
		Prefixes: []string{"eac_", "idn_"},
		Description: "Deletes the connection of a user to an OAuth provider. One that is gone already is no error. " +
			"Clerk refuses to delete what the user needs to sign in.",
		InputDescription: "The id of the external account, such as `eac_2abc…`; those of Google and Facebook can have an " +
			"`idn_…` instead.",
		Verb: "delete",
		Done: "deleted",
		Send: (*clerk.Client).DeleteUserExternalAccount,
	},
}
