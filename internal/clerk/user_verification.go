package clerk

import (
	"context"
	"net/http"
)

var (
	verifyUserPassword = repeatable(http.MethodPost, "/users/{user_id}/verify_password").answersUnnamed()
	// A backup code is consumed when it is right.
	verifyUserTOTP           = unrepeatable(http.MethodPost, "/users/{user_id}/verify_totp").answersUnnamed()
	setPasswordCompromised   = repeatable(http.MethodPost, "/users/{user_id}/password/set_compromised")
	unsetPasswordCompromised = repeatable(http.MethodPost, "/users/{user_id}/password/unset_compromised")
)

// Error codes by which Clerk answers a verification that fails.
const (
	CodeIncorrectPassword = "incorrect_password"
	CodeNoPasswordSet     = "no_password_set"
	CodeIncorrectTOTP     = "totp_incorrect_code"
	CodeTOTPDisabled      = "totp_disabled"
)

type verifyPassword struct {
	Password string `json:"password"`
}

type verifyTOTP struct {
	Code string `json:"code"`
}

type verified struct {
	Verified bool   `json:"verified"`
	CodeType string `json:"code_type"`
}

// identity is there for what was verified; Clerk answers anything else with an error.
func (v *verified) identity() string {
	if !v.Verified {
		return ""
	}
	return "verified"
}

// VerifyUserPassword returns no error when the password is the user's: POST /users/{user_id}/verify_password. A wrong
// one is an *Error with the code CodeIncorrectPassword, and one of a user who has none with CodeNoPasswordSet.
func (c *Client) VerifyUserPassword(ctx context.Context, userID, password string) error {
	_, err := sendForObject[verified](ctx, c, verifyUserPassword, request{
		ids: []string{userID}, body: verifyPassword{Password: password},
	})
	return err
}

// VerifyUserTOTP returns "totp" or "backup_code" when the code is right for the user:
// POST /users/{user_id}/verify_totp. A backup code is used up by that. A wrong code is an *Error with the code
// CodeIncorrectTOTP, and any code of a user without a TOTP with CodeTOTPDisabled.
func (c *Client) VerifyUserTOTP(ctx context.Context, userID, code string) (codeType string, err error) {
	answer, err := sendForObject[verified](ctx, c, verifyUserTOTP, request{
		ids: []string{userID}, body: verifyTOTP{Code: code},
	})
	if err != nil {
		return "", err
	}
	return answer.CodeType, nil
}

type passwordCompromised struct {
	RevokeAllSessions bool `json:"revoke_all_sessions"`
}

// SetUserPasswordCompromised has a user choose another password at the next sign-in:
// POST /users/{user_id}/password/set_compromised.
func (c *Client) SetUserPasswordCompromised(ctx context.Context, userID string, revokeAllSessions bool) (*User, error) {
	body := passwordCompromised{RevokeAllSessions: revokeAllSessions}
	return sendForObject[User](ctx, c, setPasswordCompromised, request{ids: []string{userID}, body: body})
}

// UnsetUserPasswordCompromised takes SetUserPasswordCompromised back: POST /users/{user_id}/password/unset_compromised.
func (c *Client) UnsetUserPasswordCompromised(ctx context.Context, userID string) (*User, error) {
	return sendForObject[User](ctx, c, unsetPasswordCompromised, request{ids: []string{userID}})
}
