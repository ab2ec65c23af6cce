package clerk

import (
	"context"
	"net/http"
)

var (
	disableUserMFA    = repeatable(http.MethodDelete, "/users/{user_id}/mfa")
	deleteUserPasskey = repeatable(
		http.MethodDelete, "/users/{user_id}/passkeys/{passkey_identification_id}",
	).mustShow(isDeleted)
	// Accounts of Google and Facebook have an idn_… beside their eac_….
	deleteUserExternalAccount = repeatable(
		http.MethodDelete, "/users/{user_id}/external_accounts/{external_account_id}",
	).answersEitherID().mustShow(isDeleted)
)

// DisableUserMFA takes all second factors from a user at once: DELETE /users/{user_id}/mfa. An unknown id is an *Error
// for which IsNotFound is true.
func (c *Client) DisableUserMFA(ctx context.Context, id string) error {
	return sendRemoval[userReference](ctx, c, disableUserMFA, id)
}

// DeleteUserPasskey deletes a passkey of a user, whom Clerk notifies by email:
// DELETE /users/{user_id}/passkeys/{passkey_identification_id}. An unknown id is treated as by DeleteUser.
func (c *Client) DeleteUserPasskey(ctx context.Context, userID, passkeyID string) error {
	return sendRemoval[deletedObject](ctx, c, deleteUserPasskey, userID, passkeyID)
}

// DeleteUserExternalAccount deletes a user's connection to an OAuth provider:
// DELETE /users/{user_id}/external_accounts/{external_account_id}. An unknown id is treated as by DeleteUser.
func (c *Client) DeleteUserExternalAccount(ctx context.Context, userID, accountID string) error {
	return sendRemoval[deletedObject](ctx, c, deleteUserExternalAccount, userID, accountID)
}
