package emulator

import "slices"

// maxBulkUsers is the maximum number of users in a bulk operation.
const maxBulkUsers = 50

// banUser handles POST /users/{user_id}/ban.
func (c *call) banUser() (any, error) { return c.setBanned(true) }

// unbanUser handles POST /users/{user_id}/unban.
func (c *call) unbanUser() (any, error) { return c.setBanned(false) }

func (c *call) setBanned(banned bool) (any, error) {
	if c.behaviour.BanNeedsPlan {
		return nil, planLacks("user_ban")
	}
	a, err := c.account()
	if err != nil {
		return nil, err
	}
	return c.view(c.banned(a, banned)), nil
}

// banned returns the user with or without a ban. A ban revokes all sessions.
func (c *call) banned(held *account, banned bool) *account {
	if held.Banned == banned {
		return held
	}
	a := held.clone()
	a.Banned, a.UpdatedAt = banned, c.now
	c.store.put(a)
	if banned {
		c.store.sessions.revokeUser(a.ID, c.now)
	}
	return a
}

// bulkBan handles POST /users/ban.
func (c *call) bulkBan() (any, error) { return c.setBannedInBulk(true) }

// bulkUnban handles POST /users/unban.
func (c *call) bulkUnban() (any, error) { return c.setBannedInBulk(false) }

func (c *call) setBannedInBulk(banned bool) (any, error) {
	if c.behaviour.BanNeedsPlan {
		return nil, planLacks("user_ban")
	}
	var params struct {
		UserIDs param[[]string] `param:"user_ids"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	ids := params.UserIDs.Value
	if len(ids) == 0 && len(problems) == 0 {
		problems = append(problems, missing("user_ids"))
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if len(ids) > maxBulkUsers {
		return nil, bulkTooLarge(maxBulkUsers)
	}
	held, err := c.named(ids)
	if err != nil {
		return nil, err
	}
	users := []User{}
	for _, a := range held {
		users = append(users, c.view(c.banned(a, banned)))
	}
	return users, nil
}

// named returns the users with the ids, each once.
func (c *call) named(ids []string) ([]*account, error) {
	var held []*account
	for _, id := range ids {
		a := c.store.users[id]
		switch {
		case a == nil && !c.behaviour.IgnoreUnknownUsers:
			return nil, userNotFound(id)
		case a != nil && !slices.Contains(held, a):
			held = append(held, a)
		}
	}
	return held, nil
}

// lockUser handles POST /users/{user_id}/lock.
func (c *call) lockUser() (any, error) { return c.setLocked(true) }

// unlockUser handles POST /users/{user_id}/unlock.
func (c *call) unlockUser() (any, error) { return c.setLocked(false) }

func (c *call) setLocked(locked bool) (any, error) {
	if c.behaviour.LockoutDisabled {
		return nil, featureOff("")
	}
	held, err := c.account()
	if err != nil {
		return nil, err
	}
	if c.view(held).Locked == locked {
		return c.view(held), nil
	}
	a := held.clone()
	a.Locked, a.LockExpiresAt, a.UpdatedAt = locked, nil, c.now
	if locked {
		a.LockExpiresAt = c.behaviour.lockExpiry(c.now)
	}
	c.store.put(a)
	return c.view(a), nil
}
