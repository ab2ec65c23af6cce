package emulator

import "fmt"

// InstanceID returns the id of the instance, as in GET /instance.
func (e *Emulator) InstanceID() string {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.instance
}

// Users returns copies of the users, the newest first.
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

// FindUser returns a copy of the user with the email address, phone number, username, web3 wallet or external id.
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

// ChangeUser changes a user without the API, and without its rules. An identification without an id gets one. If change
// clears the flag of a credential or an image, the credential or image is removed.
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
	if err := e.joinFromWire(after); err != nil {
		return err
	}
	e.settleChange(after, seen)
	completeUser(&after.User, now)
	e.store.put(after)
	e.data.changed()
	return nil
}

// settleChange updates the data that the API does not show after a change.
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

// settleImage removes an image that was cleared, and sets a new URL for an image that was added. The uploaded content
// belongs to the URL.
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

// DeleteUser deletes a user without the API.
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
	for _, session := range e.store.sessions.byUser.of(userID) {
		sessions = append(sessions, session.at(now))
	}
	return sessions
}

// Password returns the last password or digest of a user, as it was received, and whether the user has one.
func (e *Emulator) Password(id string) (string, bool) {
	c := e.credentials(id)
	if c.Digest != "" {
		return c.Digest, true
	}
	return c.Password, c.Password != ""
}

// PasswordHasher returns the hasher of a user's digest, and whether the user has a digest.
func (e *Emulator) PasswordHasher(id string) (string, bool) {
	c := e.credentials(id)
	return c.Hasher, c.Hasher != ""
}

// TOTPSecret returns the TOTP secret of a user, and whether the user has one.
func (e *Emulator) TOTPSecret(id string) (string, bool) {
	c := e.credentials(id)
	return c.TOTPSecret, c.TOTPSecret != ""
}

// BackupCodes returns the backup codes of a user, as they were received, and whether the user has any.
func (e *Emulator) BackupCodes(id string) ([]string, bool) {
	c := e.credentials(id)
	return c.BackupCodes, len(c.BackupCodes) > 0
}

// ProfileImage returns the stored data of an uploaded profile image, and whether the user has one.
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

// SetBehaviour replaces the behaviour of a running instance.
func (e *Emulator) SetBehaviour(behaviour Behaviour) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.behaviour = behaviour
}

// Behaviour returns the behaviour of the instance.
func (e *Emulator) Behaviour() Behaviour {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.behaviour
}
