package emulator

import (
	"cmp"
	"time"
)

// Life of a session that is not used, from its creation.
const (
	sessionLife    = 7 * 24 * time.Hour
	sessionAbandon = 30 * 24 * time.Hour
)

// newSession makes an active session without a client.
func newSession(userID string, at time.Time) Session {
	return Session{
		Object:       "session",
		ID:           newID(sessionPrefix, at),
		UserID:       userID,
		Status:       "active",
		LastActiveAt: at.UnixMilli(),
		ExpireAt:     at.Add(sessionLife).UnixMilli(),
		AbandonAt:    at.Add(sessionAbandon).UnixMilli(),
		CreatedAt:    at.UnixMilli(),
		UpdatedAt:    at.UnixMilli(),
	}
}

// openSession stores the session on a client, which is made if it is not there.
func (e *Emulator) openSession(session Session, clientID string) Session {
	created := time.UnixMilli(session.CreatedAt)
	client := Client{Object: "client", ID: cmp.Or(clientID, newID(clientPrefix, created)), CreatedAt: session.CreatedAt}
	if known, exists := e.store.sessions.clients[client.ID]; exists {
		client = *known
	}
	session.ClientID = client.ID
	client.LastActiveSessionID, client.UpdatedAt = &session.ID, session.CreatedAt
	e.store.sessions.putClient(client)
	e.store.sessions.put(session)
	return session
}
