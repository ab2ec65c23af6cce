package emulator

type createEmailParams struct {
	UserID       param[string] `param:"user_id"`
	EmailAddress param[string] `param:"email_address"`
	updateEmailParams
}

type updateEmailParams struct {
	Verified                         param[bool] `param:"verified,nullable"`
	Primary                          param[bool] `param:"primary,nullable"`
	NotifyPrimaryEmailAddressChanged param[bool] `param:"notify_primary_email_address_changed,nullable"`
}

// createEmailAddress handles POST /email_addresses.
func (c *call) createEmailAddress() (any, error) {
	var params createEmailParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	return c.createContact(&emailKind, contactChange{
		userID: params.UserID, value: params.EmailAddress, verified: params.Verified, primary: params.Primary,
	}, problems)
}

// getEmailAddress handles GET /email_addresses/{email_address_id}.
func (c *call) getEmailAddress() (any, error) { return c.getContact(&emailKind) }

// updateEmailAddress handles PATCH /email_addresses/{email_address_id}.
func (c *call) updateEmailAddress() (any, error) {
	var params updateEmailParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	return c.updateContact(&emailKind, contactChange{verified: params.Verified, primary: params.Primary}, problems)
}

// deleteEmailAddress handles DELETE /email_addresses/{email_address_id}.
func (c *call) deleteEmailAddress() (any, error) { return c.deleteContact(&emailKind) }

// replaceEmailAddress handles PUT /users/{user_id}/email_address.
func (c *call) replaceEmailAddress() (any, error) {
	var params struct {
		EmailAddress         param[string] `param:"email_address"`
		IdentificationStatus param[string] `param:"identification_status"`
		Notify               param[bool]   `param:"notify_primary_email_address_changed,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	return c.replaceContact(&emailKind, params.EmailAddress, params.IdentificationStatus, problems)
}
