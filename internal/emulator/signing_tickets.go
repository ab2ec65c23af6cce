package emulator

import (
	"encoding/json"
	"fmt"
	"net/http"
	"time"
)

// Kinds of tickets.
const (
	signInTokenObject = "sign_in_token"
	actorTokenObject  = "actor_token"
)

// Default lifetimes in seconds.
const (
	signInTokenLife  = 30 * 24 * 3600
	actorTokenLife   = 3600
	actorSessionLife = 1800
)

// Ticket is a sign-in token or an actor token in the store. Times are Unix milliseconds.
type Ticket struct {
	// Object is sign_in_token or actor_token.
	Object string `json:"object"`
	ID     string `json:"id"`
	// Status is pending, accepted or revoked. An expired ticket stays pending.
	Status string          `json:"status"`
	UserID string          `json:"user_id"`
	Actor  json.RawMessage `json:"actor,omitempty"`
	Token  string          `json:"token"`
	URL    string          `json:"url"`
	// OrganizationID is the active organization after the sign-in. It can be empty.
	OrganizationID string `json:"organization_id,omitempty"`
	// SessionSeconds is the lifetime of the session of an actor token.
	SessionSeconds int64 `json:"session_seconds,omitempty"`
	ExpiresAt      int64 `json:"expires_at"`
	CreatedAt      int64 `json:"created_at"`
	UpdatedAt      int64 `json:"updated_at"`
}

// wireTicket is a ticket in the format of the API. Only the answer to its creation contains the token.
type wireTicket struct {
	Object    string          `json:"object"`
	ID        string          `json:"id"`
	Status    string          `json:"status"`
	UserID    string          `json:"user_id"`
	Actor     json.RawMessage `json:"actor,omitempty"`
	Token     string          `json:"token,omitempty"`
	URL       string          `json:"url,omitempty"`
	CreatedAt int64           `json:"created_at"`
	UpdatedAt int64           `json:"updated_at"`
}

func (t Ticket) wire() wireTicket {
	return wireTicket{
		Object:    t.Object,
		ID:        t.ID,
		Status:    t.Status,
		UserID:    t.UserID,
		Actor:     t.Actor,
		CreatedAt: t.CreatedAt,
		UpdatedAt: t.UpdatedAt,
	}
}

// issueTicket completes and stores a ticket. The token is a JWT, as in the real API.
func (c *call) issueTicket(ticket Ticket, idPrefix string, life int64) (any, error) {
	ticket.ID, ticket.Status = newID(idPrefix, time.UnixMilli(c.now)), "pending"
	ticket.CreatedAt, ticket.UpdatedAt, ticket.ExpiresAt = c.now, c.now, c.now+life*1000
	token, err := c.sign(
		map[string]any{"eid": ticket.ID, "exp": ticket.ExpiresAt / 1000, "iid": c.instance, "st": ticket.Object},
	)
	if err != nil {
		return nil, err
	}
	ticket.Token, ticket.URL = token, c.FrontendAPIURL()+"/v1/tickets/accept?ticket="+token
	c.store.tokens.putTicket(ticket)
	answered := ticket.wire()
	answered.Token, answered.URL = ticket.Token, ticket.URL
	return answered, nil
}

// revokeTicket revokes a ticket. An unknown id is answered with 404, and a ticket that is not pending with 400.
func (c *call) revokeTicket(object, id, noun string) (any, error) {
	ticket, known := c.store.tokens.ticket(object, id)
	if !known {
		return nil, failure(http.StatusNotFound, "resource_not_found", "not found", "No "+noun+" was found with id "+id)
	}
	if ticket.Status != "pending" {
		return nil, failure(
			http.StatusBadRequest,
			object+"_cannot_be_revoked_code",
			"cannot revoke",
			fmt.Sprintf(
				"%s cannot be revoked because its status is %s. Only pending tokens can be revoked.",
				upperFirst(noun),
				ticket.Status,
			),
		)
	}
	ticket.Status, ticket.UpdatedAt = "revoked", c.now
	c.store.tokens.putTicket(ticket)
	return ticket.wire(), nil
}

func upperFirst(noun string) string { return string(noun[0]-'a'+'A') + noun[1:] }

// SignInTokens returns the sign-in tokens, the oldest first.
func (e *Emulator) SignInTokens() []Ticket { return e.tickets(signInTokenObject) }

// ActorTokens returns the actor tokens, the oldest first.
func (e *Emulator) ActorTokens() []Ticket { return e.tickets(actorTokenObject) }

func (e *Emulator) tickets(object string) []Ticket {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return e.store.tokens.ticketsOf(object)
}

// AcceptTicket accepts a ticket and creates a session for its user, as if a person opened the URL of the ticket. It
// refuses a ticket that is not pending or has expired.
func (e *Emulator) AcceptTicket(id string) (Session, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	ticket, known := e.store.tokens.ticket(signInTokenObject, id)
	if !known {
		ticket, known = e.store.tokens.ticket(actorTokenObject, id)
	}
	now := e.Now()
	switch {
	case !known:
		return Session{}, fmt.Errorf("no ticket %s", id)
	case ticket.Status != "pending":
		return Session{}, fmt.Errorf("ticket %s is %s", id, ticket.Status)
	case now.UnixMilli() >= ticket.ExpiresAt:
		return Session{}, fmt.Errorf("ticket %s has expired", id)
	}
	ticket.Status, ticket.UpdatedAt = "accepted", now.UnixMilli()
	e.store.tokens.putTicket(ticket)
	session := newSession(ticket.UserID, now)
	session.Actor, session.LastActiveOrganizationID = ticket.Actor, filled(ticket.OrganizationID)
	if ticket.SessionSeconds > 0 {
		session.ExpireAt = now.Add(time.Duration(ticket.SessionSeconds) * time.Second).UnixMilli()
		session.AbandonAt = session.ExpireAt
	}
	e.data.changed()
	return e.openSession(session, ""), nil
}
