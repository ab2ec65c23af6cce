package users

import (
	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
)

// pieces are the actions that delete one object of a user.
var pieces = []actionbase.Removal{
	{
		Name: "user_delete_passkey", Object: "passkey", Input: "passkey_id", Prefix: identificationPrefix,
		Description: "Deletes a passkey of a user. Clerk notifies the user by email. A passkey that is already deleted is " +
			"not an error.",
		InputDescription: "The id of the passkey, such as `idn_2abc…`.",
		Verb:             "delete", Done: "deleted", Send: (*clerk.Client).DeleteUserPasskey,
		Held: actionbase.HeldBy(heldPasskeys),
	},
	{
		Name: "user_delete_web3_wallet", Object: "web3 wallet", Input: "web3_wallet_id", Prefix: identificationPrefix,
		Description: "Deletes a web3 wallet of a user. A wallet that is already deleted is not an error. " +
			"Clerk refuses to delete a wallet that the user needs to sign in.",
		InputDescription: "The id of the wallet, such as `idn_2abc…`; its address is not its id.",
		Verb:             "delete", Done: "deleted", Send: (*clerk.Client).DeleteWeb3Wallet,
		Held: actionbase.HeldBy(heldWeb3Wallets),
	},
	{
		Name: "user_delete_external_account", Object: "external account", Input: "external_account_id",
		Prefix: accountPrefix, OtherPrefix: identificationPrefix,
		Description: "Deletes the connection of a user to an OAuth provider. A connection that is already deleted is not " +
			"an error. Clerk refuses to delete an account that the user needs to sign in.",
		InputDescription: "The id of the external account, such as `eac_2abc…`. The `id` of an account at Google or " +
			"Facebook is the id of its identification, such as `idn_2abc…`. The action then reads the user and deletes by " +
			"the `external_account_id` of that account.",
		Verb: "delete", Done: "deleted", Send: (*clerk.Client).DeleteUserExternalAccount,
		Held: actionbase.HeldBy(heldExternalAccounts),
	},
}

func heldPasskeys(user *clerk.User) []actionbase.Held {
	var held []actionbase.Held
	for _, passkey := range user.Passkeys {
		held = append(held, actionbase.Held{ID: passkey.ID})
	}
	return held
}

func heldWeb3Wallets(user *clerk.User) []actionbase.Held {
	var held []actionbase.Held
	for _, wallet := range user.Web3Wallets {
		held = append(held, actionbase.Held{ID: wallet.ID})
	}
	return held
}

func heldExternalAccounts(user *clerk.User) []actionbase.Held {
	var held []actionbase.Held
	for _, account := range user.ExternalAccounts {
		held = append(held, actionbase.Held{ID: account.AccountID(), Others: []string{account.ID, account.IdentificationID}})
	}
	return held
}
