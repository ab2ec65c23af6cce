package emulator

// getUser handles GET /users/{user_id}.
func (c *call) getUser() (any, error) {
	a, err := c.account()
	if err != nil {
		return nil, err
	}
	return c.view(a), nil
}

// account returns the user in the path.
func (c *call) account() (*account, error) {
	id := c.path("user_id")
	if a := c.store.users[id]; a != nil {
		return a, nil
	}
	return nil, userNotFound(id)
}

// view returns the user in the format of the API at the current time.
func (c *call) view(a *account) User {
	user := a.view(c.now, &c.behaviour)
	if c.behaviour.MembershipsInUsers {
		user.OrganizationMemberships = c.memberships(a)
	}
	return user
}
