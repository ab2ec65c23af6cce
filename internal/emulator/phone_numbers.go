package emulator

type createPhoneParams struct {
	UserID      param[string] `param:"user_id"`
	PhoneNumber param[string] `param:"phone_number"`
	updatePhoneParams
}

type updatePhoneParams struct {
	Verified                param[bool] `param:"verified,nullable"`
	Primary                 param[bool] `param:"primary,nullable"`
	ReservedForSecondFactor param[bool] `param:"reserved_for_second_factor,nullable"`
}

// createPhoneNumber handles POST /phone_numbers.
func (c *call) createPhoneNumber() (any, error) {
	var params createPhoneParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	change := params.change()
	change.userID, change.value = params.UserID, params.PhoneNumber
	return c.createContact(&phoneKind, change, problems)
}

// getPhoneNumber handles GET /phone_numbers/{phone_number_id}.
func (c *call) getPhoneNumber() (any, error) { return c.getContact(&phoneKind) }

// updatePhoneNumber handles PATCH /phone_numbers/{phone_number_id}.
func (c *call) updatePhoneNumber() (any, error) {
	var params updatePhoneParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	return c.updateContact(&phoneKind, params.change(), problems)
}

// deletePhoneNumber handles DELETE /phone_numbers/{phone_number_id}.
func (c *call) deletePhoneNumber() (any, error) { return c.deleteContact(&phoneKind) }

// replacePhoneNumber handles PUT /users/{user_id}/phone_number.
func (c *call) replacePhoneNumber() (any, error) {
	var params struct {
		PhoneNumber          param[string] `param:"phone_number"`
		IdentificationStatus param[string] `param:"identification_status"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	return c.replaceContact(&phoneKind, params.PhoneNumber, params.IdentificationStatus, problems)
}

func (p *updatePhoneParams) change() contactChange {
	return contactChange{verified: p.Verified, primary: p.Primary, secondFactor: p.ReservedForSecondFactor}
}

// setSecondFactor changes whether the phone number is a second factor.
func (a *account) setSecondFactor(id string, reserved bool) {
	a.phone(id).ReservedForSecondFactor = reserved
	a.settleDefaultSecondFactor()
}

// dropSecondFactor removes the identification from the second factors.
func (a *account) dropSecondFactor(id string) {
	if a.phone(id) != nil {
		a.setSecondFactor(id, false)
	}
}

// settleDefaultSecondFactor makes exactly one of the phone numbers that are second factors the default one.
func (a *account) settleDefaultSecondFactor() {
	var first, chosen *PhoneNumber
	for i := range a.PhoneNumbers {
		phone := &a.PhoneNumbers[i]
		if !phone.ReservedForSecondFactor {
			phone.DefaultSecondFactor = false
			continue
		}
		if first == nil {
			first = phone
		}
		if phone.DefaultSecondFactor {
			chosen = phone
		}
	}
	if chosen == nil && first != nil {
		first.DefaultSecondFactor = true
	}
}
