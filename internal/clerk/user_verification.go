package clerk

import (
	"context"
	"net/http"
)

var (
	verifyUserPassword = repeatable(http.MethodPost, "/users/{user_id}/verify_password").answersUnnamed()
	// A valid backup code is used up.
	verifyUserTOTP           = unrepeatable(http.MethodPost, "/users/{user_id}/verify_totp").answersUnnamed()
	setPasswordCompromised   = repeatable(http.MethodPost, "/users/{user_id}/password/set_compromised")
	unsetPasswordCompromised = repeatable(http.MethodPost, "/users/{user_id}/password/unset_compromised")
)

// Error codes of a verification that fails.
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

// identity is required by object. A success has no other content; failures are errors.
func (v *verified) identity() string {
	if !v.Verified {
		return ""
	}
	return "verified"
}

// VerifyUserPassword returns nil if the password is correct: POST /users/{user_id}/verify_password. A wrong password is
// an *Error with the code CodeIncorrectPassword. A user without a password is an *Error with the code
// CodeNoPasswordSet.
func (c *Client) VerifyUserPassword(ctx context.Context, userID, password string) error {
	_, err := sendForObject[verified](ctx, c, verifyUserPassword, request{
		ids: []string{userID}, body: verifyPassword{Password: password},
	})
	return err
}

// VerifyUserTOTP returns "totp" or "backup_code" if the code is valid: POST /users/{user_id}/verify_totp. A backup code
// is used up. A wrong code is an *Error with the code CodeIncorrectTOTP. A user without TOTP is an *Error with the code
// CodeTOTPDisabled.
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

// SetUserPasswordCompromised forces the user to choose another password at the next sign-in: POST
// /users/{user_id}/password/set_compromised.
func (c *Client) SetUserPasswordCompromised(ctx context.Context, userID string, revokeAllSessions bool) (*User, error) {
	body := passwordCompromised{RevokeAllSessions: revokeAllSessions}
	return sendForObject[User](ctx, c, setPasswordCompromised, request{ids: []string{userID}, body: body})
}

// UnsetUserPasswordCompromised reverts SetUserPasswordCompromised: POST /users/{user_id}/password/unset_compromised.
func (c *Client) UnsetUserPasswordCompromised(ctx context.Context, userID string) (*User, error) {
	return sendForObject[User](ctx, c, unsetPasswordCompromised, request{ids: []string{userID}})
}
