package users

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/clerk-users/terraform-provider-clerk/internal/actions"
	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// piece is an action that takes one thing from a user.
type piece struct {
	name, description string
	object            string // such as passkey
	input             string // names it
	inputDescription  string
	prefixes          []string // its id begins with one of these
	verb, done        string   // "delete" and "deleted"
	send              func(client *clerk.Client, ctx context.Context, userID, id string) error
}

// pieces are the actions that take one thing from a user.
var pieces = []piece{
	{
		name: "user_delete_passkey", object: "passkey", input: "passkey_id", prefixes: []string{"idn_"},
		description:      "Deletes a passkey of a user, whom Clerk tells by email. One that is gone already is no error.",
		inputDescription: "The id of the passkey, such as `idn_2abc…`.",
		verb:             "delete", done: "deleted", send: (*clerk.Client).DeleteUserPasskey,
	},
	{
		name: "user_delete_web3_wallet", object: "web3 wallet", input: "web3_wallet_id", prefixes: []string{"idn_"},
		description: "Deletes a web3 wallet of a user. One that is gone already is no error. " +
			"Clerk refuses to delete what the user needs to sign in.",
		inputDescription: "The id of the wallet, such as `idn_2abc…`; its address is not its id.",
		verb:             "delete", done: "deleted", send: (*clerk.Client).DeleteWeb3Wallet,
	},
	{
		name: "user_delete_external_account", object: "external account", input: "external_account_id", prefixes: []string{"eac_", "idn_"},
		description: "Deletes the connection of a user to an OAuth provider. One that is gone already is no error. " +
			"Clerk refuses to delete what the user needs to sign in.",
		inputDescription: "The id of the external account, such as `eac_2abc…`; those of Google and Facebook can have an `idn_…` instead.",
		verb:             "delete", done: "deleted", send: (*clerk.Client).DeleteUserExternalAccount,
	},
	{
		name: "user_revoke_trusted_device", object: "trusted device", input: "trusted_device_id",
		description:      "Revokes a trusted device of a user; sessions on it stay. One that is revoked or gone already is no error.",
		inputDescription: "The id of the device, as `data.clerk_user_trusted_devices` gives it.",
		verb:             "revoke", done: "revoked", send: (*clerk.Client).RevokeUserTrustedDevice,
	},
}

func (p piece) action() actions.Action {
	return actions.Action{
		Name: p.name, Description: p.description,
		Inputs: map[string]schema.Attribute{
			"user_id": actions.UserID(),
			p.input:   actions.ID(p.inputDescription, p.object, p.prefixes...),
		},
		Do: p.do,
	}
}

// do asks for the user only when Clerk does not know the two of them, to tell
// which of them it is.
func (p piece) do(ctx context.Context, i *actions.Invocation) {
	id := i.Text(p.input)
	task := fmt.Sprintf("%s the %s %s of the user %s", p.verb, p.object, id, i.UserID())
	err := p.send(i.Client, ctx, i.UserID(), id)
	switch {
	case err == nil:
		i.Progress("Done: the %s %s of the user %s is %s.", p.object, id, i.UserID(), p.done)
	case clerk.IsNotFound(err):
		if _, ok := i.User(ctx, task); ok {
			i.Progress("Nothing to do: the user %s has no %s %s, or no longer.", i.UserID(), p.object, id)
		}
	default:
		i.Fail(actions.Failure{Task: task, Input: p.input}, err)
	}
}
