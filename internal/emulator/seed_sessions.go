package emulator

import (
	"cmp"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
	"time"
)

// SeedSession is a session to add. Omitted values have defaults.
type SeedSession struct {
	ID     string `json:"id,omitempty"`
	UserID string `json:"user_id"`
	// User is an identifier of the user. It replaces UserID.
	User string `json:"user,omitempty"`
	// ClientID can be the id of a new client.
	ClientID string `json:"client_id,omitempty"`
	// AuthorizedParty is the origin in the claim azp of the session's tokens.
	AuthorizedParty string `json:"authorized_party,omitempty"`
	// Status is any status of a session, including pending. The default is active.
	Status string `json:"status,omitempty"`
	// Actor is a JSON object with the id of the user that impersonates the session's user.
	Actor                    json.RawMessage  `json:"actor,omitempty"`
	Tasks                    []SessionTask    `json:"tasks,omitempty"`
	LastActiveOrganizationID string           `json:"last_active_organization_id,omitempty"`
	LatestActivity           *SessionActivity `json:"latest_activity,omitempty"`
	// All times are in Unix milliseconds.
	CreatedAt    int64 `json:"created_at,omitempty"`
	UpdatedAt    int64 `json:"updated_at,omitempty"`
	LastActiveAt int64 `json:"last_active_at,omitempty"`
	ExpireAt     int64 `json:"expire_at,omitempty"`
	AbandonAt    int64 `json:"abandon_at,omitempty"`
}

// SeedClient is a client to add.
type SeedClient struct {
	ID                         string  `json:"id,omitempty"`
	SignInID                   *string `json:"sign_in_id,omitempty"`
	SignUpID                   *string `json:"sign_up_id,omitempty"`
	LastAuthenticationStrategy *string `json:"last_authentication_strategy,omitempty"`
	// LastActiveSessionID is a session of the client. The default is the last session in the seed.
	LastActiveSessionID string `json:"last_active_session_id,omitempty"`
	// All times are in Unix milliseconds.
	CreatedAt int64 `json:"created_at,omitempty"`
	UpdatedAt int64 `json:"updated_at,omitempty"`
}

func (e *Emulator) seedClient(seed SeedClient) error {
	if e.store.sessions.clients.get(seed.ID) != nil {
		return fmt.Errorf("there is a client %s already", seed.ID)
	}
	now := e.Now()
	created := cmp.Or(seed.CreatedAt, now.UnixMilli())
	e.store.sessions.putClient(Client{
		Object:                     "client",
		ID:                         cmp.Or(seed.ID, newID(clientPrefix, now)),
		SignInID:                   seed.SignInID,
		SignUpID:                   seed.SignUpID,
		LastAuthenticationStrategy: seed.LastAuthenticationStrategy,
		CreatedAt:                  created,
		UpdatedAt:                  cmp.Or(seed.UpdatedAt, created),
	})
	return nil
}

// settleSeedClient applies the changes that the sessions of a client have made since it was added.
func (e *Emulator) settleSeedClient(seed SeedClient) error {
	if id := seed.LastActiveSessionID; id != "" {
		if session := e.store.sessions.sessions.get(id); session == nil || session.ClientID != seed.ID {
			return fmt.Errorf("client %s holds no session %s", seed.ID, id)
		}
	}
	held := e.store.sessions.clients.get(seed.ID)
	if held == nil {
		return nil // the id was generated, so there are no sessions
	}
	client := *held
	client.UpdatedAt = cmp.Or(seed.UpdatedAt, client.UpdatedAt)
	client.LastActiveSessionID = cmp.Or(orNil(seed.LastActiveSessionID), client.LastActiveSessionID)
	e.store.sessions.putClient(client)
	return nil
}

func (e *Emulator) seedSession(seed SeedSession) error {
	a, err := e.seededUser(seed.UserID, seed.User)
	if err != nil {
		return err
	}
	statuses := append(slices.Clone(sessionStatuses), pendingStatus)
	switch {
	case seed.Status != "" && !slices.Contains(statuses, seed.Status):
		return fmt.Errorf("status must be one of %s, not %q", strings.Join(statuses, ", "), seed.Status)
	case e.store.sessions.sessions.get(seed.ID) != nil:
		return fmt.Errorf("there is a session %s already", seed.ID)
	}
	created := e.Now()
	if seed.CreatedAt != 0 {
		created = time.UnixMilli(seed.CreatedAt)
	}
	session := newSession(a.ID, created)
	session.ID = cmp.Or(seed.ID, session.ID)
	session.Status = cmp.Or(seed.Status, session.Status)
	session.Actor = seed.Actor
	session.Tasks = seed.Tasks
	session.LastActiveOrganizationID = orNil(seed.LastActiveOrganizationID)
	session.UpdatedAt = cmp.Or(seed.UpdatedAt, session.UpdatedAt)
	session.LastActiveAt = cmp.Or(seed.LastActiveAt, session.LastActiveAt)
	session.ExpireAt = cmp.Or(seed.ExpireAt, session.ExpireAt)
	session.AbandonAt = cmp.Or(seed.AbandonAt, session.AbandonAt)
	if seed.LatestActivity != nil {
		activity := *seed.LatestActivity
		activity.Object = cmp.Or(activity.Object, "session_activity")
		activity.ID = cmp.Or(activity.ID, newID(activityPrefix, created))
		session.LatestActivity = &activity
	}
	e.openSession(session, seed.ClientID)
	if seed.AuthorizedParty != "" {
		e.store.tokens.Origins[session.ID] = seed.AuthorizedParty
	}
	return nil
}
