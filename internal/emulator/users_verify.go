package emulator

import (
	"net/http"
	"slices"
	"strings"
)

// verification is the answer to a correct password or code.
type verification struct {
	Verified bool   `json:"verified"`
	CodeType string `json:"code_type,omitempty"`
}

// verifyPassword handles POST /users/{user_id}/verify_password.
func (c *call) verifyPassword() (any, error) {
	a, err := c.account()
	if err != nil {
		return nil, err
	}
	var params struct {
		Password param[string] `param:"password"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if !params.Password.Sent {
		problems = append(problems, missing("password"))
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if !a.PasswordEnabled {
		return nil, noPasswordSet()
	}
	right, err := a.Credentials.matches(params.Password.Value)
	if err != nil {
		return nil, err
	}
	if !right {
		return nil, failure(http.StatusUnprocessableEntity, "incorrect_password", "incorrect password",
			"The provided password is not the one the user has set")
	}
	return verification{Verified: true}, nil
}

func noPasswordSet() error {
	return failure(
		http.StatusBadRequest,
		"no_password_set",
		"no password set",
		"This user does not have a password set for their account",
	)
}

// verifyTOTP handles POST /users/{user_id}/verify_totp. A verified backup code is removed.
func (c *call) verifyTOTP() (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	var params struct {
		Code param[string] `param:"code"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if !params.Code.Sent {
		problems = append(problems, missing("code"))
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if !held.TOTPEnabled {
		return nil, failure(
			http.StatusBadRequest,
			"totp_disabled",
			"TOTP is disabled",
			"This user does not have TOTP enabled in their account",
		)
	}
	code := strings.TrimSpace(params.Code.Value)
	if held.Credentials.TOTPSecret != "" && totpMatches(held.Credentials.TOTPSecret, code, c.now/1000) {
		return verification{Verified: true, CodeType: "totp"}, nil
	}
	if at := slices.IndexFunc(
		held.Credentials.BackupCodes,
		func(held string) bool { return backupCodeMatches(held, code) },
	); at >= 0 {
		a := held.clone()
		a.Credentials.BackupCodes = slices.Delete(a.Credentials.BackupCodes, at, at+1)
		a.BackupCodeEnabled = len(a.Credentials.BackupCodes) > 0
		c.save(a)
		return verification{Verified: true, CodeType: "backup_code"}, nil
	}
	if len(code) != totpDigits {
		return nil, failure(
			http.StatusUnprocessableEntity,
			"totp_invalid_length",
			"invalid length",
			"The provided TOTP code must be 6 characters long.",
		)
	}
	return nil, failure(
		http.StatusUnprocessableEntity,
		"totp_incorrect_code",
		"incorrect TOTP",
		"The provided TOTP code is incorrect",
	)
}

// backupCodeMatches compares a code with a stored code, which is plain or a bcrypt digest.
func backupCodeMatches(held, code string) bool {
	if isDigestOf, ok := decodeBcrypt(held); ok {
		return isDigestOf(code)
	}
	return held == code
}

// compromisedSince is the first version with the operations on compromised passwords.
const compromisedSince = "2025-11-10"

// setPasswordCompromised handles POST /users/{user_id}/password/set_compromised.
func (c *call) setPasswordCompromised() (any, error) {
	var params struct {
		RevokeAllSessions param[bool] `param:"revoke_all_sessions,nullable"`
	}
	a, err := c.markPassword(true, &params)
	if err != nil {
		return nil, err
	}
	if params.RevokeAllSessions.Value {
		c.store.sessions.revokeUser(a.ID, c.now)
	}
	return c.view(a), nil
}

// unsetPasswordCompromised handles POST /users/{user_id}/password/unset_compromised.
func (c *call) unsetPasswordCompromised() (any, error) {
	a, err := c.markPassword(false, &struct{}{})
	if err != nil {
		return nil, err
	}
	return c.view(a), nil
}

func (c *call) markPassword(compromised bool, params any) (*account, error) {
	if c.version < compromisedSince {
		return nil, routeNotFound()
	}
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	problems, err := c.decode(params)
	if err != nil {
		return nil, err
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	switch {
	case compromised && c.behaviour.PasswordDisabled:
		return nil, failure(http.StatusForbidden, "password_disabled", "password disabled",
			"Password is disabled for this instance. Cannot force a password reset.")
	case !held.PasswordEnabled:
		return nil, noPasswordSet()
	case held.Credentials.Compromised == compromised:
		return held, nil
	}
	a := held.clone()
	a.Credentials.Compromised = compromised
	c.save(a)
	return a, nil
}

// PasswordCompromised reports whether the password of a user is marked as compromised.
func (e *Emulator) PasswordCompromised(id string) bool { return e.credentials(id).Compromised }
