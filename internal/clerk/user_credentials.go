package clerk

import (
	"context"
	"net/http"
)

var (
	removeUserPassword = repeatable(http.MethodPost, "/users/{user_id}/remove_password").
				mustShow(shows("has no password", func(u *User) bool { return !u.PasswordEnabled }))
	deleteUserTOTP        = repeatable(http.MethodDelete, "/users/{user_id}/totp")
	deleteUserBackupCodes = repeatable(http.MethodDelete, "/users/{user_id}/backup_code")
)

type removePassword struct {
	SignOutOfOtherSessions bool `json:"sign_out_of_other_sessions"`
}

// RemoveUserPassword removes a user's password, even if the user has no other way to sign in: POST
// /users/{user_id}/remove_password. A user without a password is returned unchanged.
func (c *Client) RemoveUserPassword(ctx context.Context, id string, signOutOfOtherSessions bool) (*User, error) {
	body := removePassword{SignOutOfOtherSessions: signOutOfOtherSessions}
	return sendForObject[User](ctx, c, removeUserPassword, request{ids: []string{id}, body: body})
}

// DeleteUserTOTP deletes a user's TOTP second factor: DELETE /users/{user_id}/totp. For a user without TOTP or an
// unknown id, the error can be an *Error for which IsNotFound is true.
func (c *Client) DeleteUserTOTP(ctx context.Context, id string) error {
	return sendRemoval[userReference](ctx, c, deleteUserTOTP, id)
}

// DeleteUserBackupCodes deletes all of a user's backup codes: DELETE /users/{user_id}/backup_code. For a user without
// backup codes or an unknown id, the error can be an *Error for which IsNotFound is true.
func (c *Client) DeleteUserBackupCodes(ctx context.Context, id string) error {
	return sendRemoval[userReference](ctx, c, deleteUserBackupCodes, id)
}
