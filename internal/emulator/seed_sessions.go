package emulator

import (
	"cmp"
	"time"
)

// SeedSession is a session to add. What is left out takes the default.
type SeedSession struct {
	ID     string `json:"id,omitempty"`
	UserID string `json:"user_id"`
	// User is an identifier of the user, in place of UserID.
	User     string `json:"user,omitempty"`
	ClientID string `json:"client_id,omitempty"`
	Status   string `json:"status,omitempty"`
	// CreatedAt is in Unix milliseconds.
	CreatedAt      int64            `json:"created_at,omitempty"`
	LatestActivity *SessionActivity `json:"latest_activity,omitempty"`
}

// SeedClient is a client to add.
type SeedClient struct {
	ID                         string  `json:"id,omitempty"`
	LastAuthenticationStrategy *string `json:"last_authentication_strategy,omitempty"`
	CreatedAt                  int64   `json:"created_at,omitempty"`
}

func (e *Emulator) seedClient(seed SeedClient) error {
	now := e.Now()
	created := cmp.Or(seed.CreatedAt, now.UnixMilli())
	e.store.sessions.putClient(Client{
		Object:                     "client",
		ID:                         cmp.Or(seed.ID, newID(clientPrefix, now)),
		LastAuthenticationStrategy: seed.LastAuthenticationStrategy,
		CreatedAt:                  created,
		UpdatedAt:                  created,
	})
	return nil
}

func (e *Emulator) seedSession(seed SeedSession) error {
	a, err := e.seededUser(seed.UserID, seed.User)
	if err != nil {
		return err
	}
	created := e.Now()
	if seed.CreatedAt != 0 {
		created = time.UnixMilli(seed.CreatedAt)
	}
	session := newSession(a.ID, created)
	session.ID = cmp.Or(seed.ID, session.ID)
	session.Status = cmp.Or(seed.Status, session.Status)
	session.LatestActivity = seed.LatestActivity
	e.openSession(session, seed.ClientID)
	return nil
}
