package emulator

// removePassword handles POST /users/{user_id}/remove_password.
func (c *call) removePassword() (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	var params struct {
		SignOutOfOtherSessions param[bool] `param:"sign_out_of_other_sessions"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if !held.PasswordEnabled {
		return c.view(held), nil
	}
	a := held.clone()
	a.PasswordEnabled, a.UpdatedAt = false, c.now
	a.Credentials.setPassword("", "", "")
	c.store.put(a)
	if params.SignOutOfOtherSessions.Value {
		c.store.sessions.revokeUser(a.ID, c.now)
	}
	return c.view(a), nil
}

// userReference is the answer of the operations that delete a second factor.
type userReference struct {
	UserID string `json:"user_id"`
}

// deleteTOTP handles DELETE /users/{user_id}/totp.
func (c *call) deleteTOTP() (any, error) { return c.dropFactors((*account).dropTOTP) }

// deleteBackupCodes handles DELETE /users/{user_id}/backup_code.
func (c *call) deleteBackupCodes() (any, error) { return c.dropFactors((*account).dropBackupCodes) }

// disableMFA handles DELETE /users/{user_id}/mfa. It keeps the phone numbers, but not as second factors.
func (c *call) disableMFA() (any, error) {
	return c.dropFactors((*account).dropTOTP, (*account).dropBackupCodes, (*account).dropPhoneFactors)
}

// dropFactors returns the same answer whether or not the user had the factors.
func (c *call) dropFactors(drops ...func(*account)) (any, error) {
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	a := held.clone()
	for _, drop := range drops {
		drop(a)
	}
	c.save(a)
	return userReference{UserID: a.ID}, nil
}

func (a *account) dropTOTP() { a.TOTPEnabled, a.Credentials.TOTPSecret = false, "" }

func (a *account) dropBackupCodes() { a.BackupCodeEnabled, a.Credentials.BackupCodes = false, nil }

func (a *account) dropPhoneFactors() {
	for i := range a.PhoneNumbers {
		a.PhoneNumbers[i].ReservedForSecondFactor = false
	}
	a.settleDefaultSecondFactor()
}
