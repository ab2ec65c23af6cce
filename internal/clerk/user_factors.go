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
	// External accounts of Google and Facebook have two ids, idn_… and eac_….
	deleteUserExternalAccount = repeatable(
		http.MethodDelete, "/users/{user_id}/external_accounts/{external_account_id}",
	).answersEitherID().mustShow(isDeleted)
)

// DisableUserMFA removes all second factors of a user: DELETE /users/{user_id}/mfa. An unknown id is an *Error for
// which IsNotFound is true.
func (c *Client) DisableUserMFA(ctx context.Context, id string) error {
	return sendRemoval[userReference](ctx, c, disableUserMFA, id)
}

// DeleteUserPasskey deletes a passkey of a user: DELETE /users/{user_id}/passkeys/{passkey_identification_id}. Clerk
// notifies the user by email. Unknown ids are handled as in DeleteUser.
func (c *Client) DeleteUserPasskey(ctx context.Context, userID, passkeyID string) error {
	return sendRemoval[deletedObject](ctx, c, deleteUserPasskey, userID, passkeyID)
}

// DeleteUserExternalAccount deletes a user's connection to an OAuth provider: DELETE
// /users/{user_id}/external_accounts/{external_account_id}. Unknown ids are handled as in DeleteUser.
func (c *Client) DeleteUserExternalAccount(ctx context.Context, userID, accountID string) error {
	return sendRemoval[deletedObject](ctx, c, deleteUserExternalAccount, userID, accountID)
}
