package emulator

import "fmt"

// InstanceID returns the id of the instance, as GET /instance does.
func (e *Emulator) InstanceID() string {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.instance
}

// Users returns the users, the newest first. They are copies.
func (e *Emulator) Users() []User {
	e.mu.RLock()
	defer e.mu.RUnlock()
	now := e.Now().UnixMilli()
	users := make([]User, 0, len(e.store.byAge))
	for i := len(e.store.byAge) - 1; i >= 0; i-- {
		users = append(users, e.store.byAge[i].view(now, &e.behaviour).clone())
	}
	return users
}

// User returns a copy of the user with the id.
func (e *Emulator) User(id string) (User, bool) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.copyOf(e.store.users[id])
}

// FindUser returns a copy of the user that holds the email address, phone number,
// username, web3 wallet or external id.
func (e *Emulator) FindUser(identifier string) (User, bool) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.copyOf(e.store.find(identifier))
}

func (e *Emulator) copyOf(a *account) (User, bool) {
	if a == nil {
		return User{}, false
	}
	return a.view(e.Now().UnixMilli(), &e.behaviour).clone(), true
}

// ChangeUser changes a user behind the API's back. What change sets is kept as it
// is, without the rules of the API; identifications without an id are given one,
// and a credential or an image whose flag is taken away is gone.
func (e *Emulator) ChangeUser(id string, change func(*User)) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	before := e.store.users[id]
	if before == nil {
		return fmt.Errorf("no user %s", id)
	}
	now := e.Now()
	seen := before.view(now.UnixMilli(), &Behaviour{})
	after := before.clone()
	after.User = seen.clone()
	change(&after.User)
	if after.ID != id {
		return fmt.Errorf("the id of user %s cannot be changed", id)
	}
	if err := e.joinWritten(after); err != nil {
		return err
	}
	e.settleChange(after, seen)
	completeUser(&after.User, now)
	e.store.put(after)
	e.data.changed()
	return nil
}

// settleChange brings what the API does not show in line with what was changed.
func (e *Emulator) settleChange(a *account, before User) {
	now := e.Now().UnixMilli()
	switch left := a.LockoutExpiresInSeconds; {
	case !a.Locked:
		a.LockExpiresAt = nil
	case left != nil && (before.LockoutExpiresInSeconds == nil || *left != *before.LockoutExpiresInSeconds):
		expiry := now + *left*1000
		a.LockExpiresAt = &expiry
	case !before.Locked:
		a.LockExpiresAt = e.behaviour.lockExpiry(now)
	}
	e.settleImage(a, before)
	if !a.PasswordEnabled {
		a.Credentials.setPassword("", "", "")
	}
	if !a.TOTPEnabled {
		a.Credentials.TOTPSecret = ""
	}
	if !a.BackupCodeEnabled {
		a.Credentials.BackupCodes = nil
	}
}

// settleImage lets an image that was taken away be gone, and gives a URL of its
// own to one that was not there before. What was uploaded belongs to the URL.
func (e *Emulator) settleImage(a *account, before User) {
	if a.ImageURL != before.ImageURL {
		a.ProfileImage = nil
		return
	}
	switch {
	case a.HasImage && !before.HasImage:
		a.setImage(nil, e.Now())
	case before.HasImage && !a.HasImage:
		a.dropImage(e.instance)
	}
}

// DeleteUser deletes a user behind the API's back.
func (e *Emulator) DeleteUser(id string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.store.remove(id)
	e.data.changed()
}

// Sessions returns the sessions of a user, the oldest first.
func (e *Emulator) Sessions(userID string) []Session {
	e.mu.RLock()
	defer e.mu.RUnlock()
	now := e.Now().UnixMilli()
	var sessions []Session
	for _, id := range e.store.sessions.byUser[userID] {
		sessions = append(sessions, e.store.sessions.sessions[id].at(now))
	}
	return sessions
}

// Password returns the password or the digest that a user was last given, as it
// was received, and whether the user has one.
func (e *Emulator) Password(id string) (string, bool) {
	c := e.credentials(id)
	if c.Digest != "" {
		return c.Digest, true
	}
	return c.Password, c.Password != ""
}

// PasswordHasher returns the hasher of the digest that a user was given, and
// whether the user has a digest.
func (e *Emulator) PasswordHasher(id string) (string, bool) {
	c := e.credentials(id)
	return c.Hasher, c.Hasher != ""
}

// TOTPSecret returns the TOTP secret of a user, and whether there is one.
func (e *Emulator) TOTPSecret(id string) (string, bool) {
	c := e.credentials(id)
	return c.TOTPSecret, c.TOTPSecret != ""
}

// BackupCodes returns the backup codes of a user, as they were received, and
// whether there are any.
func (e *Emulator) BackupCodes(id string) ([]string, bool) {
	c := e.credentials(id)
	return c.BackupCodes, len(c.BackupCodes) > 0
}

// ProfileImage returns what is kept of the profile image of a user, and whether
// the user has one that was uploaded.
func (e *Emulator) ProfileImage(id string) (ProfileImage, bool) {
	e.mu.RLock()
	defer e.mu.RUnlock()
	a := e.store.users[id]
	if a == nil || a.ProfileImage == nil {
		return ProfileImage{}, false
	}
	return *a.ProfileImage, true
}

func (e *Emulator) credentials(id string) credentials {
	e.mu.RLock()
	defer e.mu.RUnlock()
	a := e.store.users[id]
	if a == nil {
		return credentials{}
	}
	return a.clone().Credentials
}

// SetBehaviour replaces the switches of the instance while it runs.
func (e *Emulator) SetBehaviour(behaviour Behaviour) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.behaviour = behaviour
}

// Behaviour returns the switches of the instance.
func (e *Emulator) Behaviour() Behaviour {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.behaviour
}
