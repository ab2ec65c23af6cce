package emulator

import (
	"cmp"
	"net/http"
	"slices"
	"time"
)

// Lifetime of an unused session.
const (
	sessionLife    = 7 * 24 * time.Hour
	sessionAbandon = 30 * 24 * time.Hour
)

// newSession returns an active session without a client.
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

// openSession stores the session and its client, which is created if necessary.
func (e *Emulator) openSession(session Session, clientID string) Session {
	created := time.UnixMilli(session.CreatedAt)
	client := Client{Object: "client", ID: cmp.Or(clientID, newID(clientPrefix, created)), CreatedAt: session.CreatedAt}
	if known := e.store.sessions.clients.get(client.ID); known != nil {
		client = *known
	}
	session.ClientID = client.ID
	client.UpdatedAt = max(client.UpdatedAt, session.CreatedAt)
	if session.open() {
		client.LastActiveSessionID = &session.ID
	}
	e.store.sessions.putClient(client)
	e.store.sessions.put(session)
	return session
}

// pendingStatus is the status of a session with tasks that the user must complete.
const pendingStatus = "pending"

// sessionStatuses are the values of the status filter, which cannot be pending.
var sessionStatuses = []string{"abandoned", "active", "ended", "expired", "removed", "replaced", "revoked"}

// listSessions handles GET /sessions.
func (c *call) listSessions() (any, error) {
	query := c.request.URL.Query()
	requested, problems := parsePageRange(query)
	clientID, userID, status := query.Get("client_id"), query.Get("user_id"), query.Get("status")
	if status != "" && !slices.Contains(sessionStatuses, status) {
		problems = append(problems, notAllowedValue("status", sessionStatuses...))
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if clientID == "" && userID == "" && !c.behaviour.ListAllSessions {
		return nil, failure(http.StatusBadRequest, "missing_query_parameter", "Missing query parameter",
			"Either of the following query parameters must be provided: client_id, user_id.")
	}
	var found []Session
	for _, held := range slices.Backward(c.store.sessions.of(userID, clientID)) {
		session := held.at(c.now)
		if (clientID == "" || session.ClientID == clientID) && (userID == "" || session.UserID == userID) &&
			(status == "" || session.statusIn(c.version) == status) {
			found = append(found, session)
		}
	}
	var answers []any
	for _, session := range slicePage(found, requested) {
		answers = append(answers, sessionAnswer(session, c.version))
	}
	return wrapped(query, answers, len(found)), nil
}

// getSession handles GET /sessions/{session_id}.
func (c *call) getSession() (any, error) {
	session, err := c.session()
	if err != nil {
		return nil, err
	}
	return sessionAnswer(session, c.version), nil
}

// session returns the session in the path at the current time.
func (c *call) session() (Session, error) {
	id := c.path("session_id")
	if session := c.store.sessions.sessions.get(id); session != nil {
		return session.at(c.now), nil
	}
	return Session{}, sessionNotFound(id)
}

// createSession handles POST /sessions.
func (c *call) createSession() (any, error) {
	if c.config.production() {
		return nil, failure(http.StatusBadRequest, "request_invalid_for_environment", "Invalid request for environment",
			"Request only valid for development instances.")
	}
	var params struct {
		UserID               param[string] `param:"user_id"`
		ActiveOrganizationID param[string] `param:"active_organization_id"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if !params.UserID.hasValue() && len(problems) == 0 {
		problems = append(problems, missing("user_id"))
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	a := c.store.users[params.UserID.Value]
	if a == nil {
		return nil, userNotFound(params.UserID.Value)
	}
	if err := c.checkActiveOrganization(a, params.ActiveOrganizationID); err != nil {
		return nil, err
	}
	session := newSession(a.ID, time.UnixMilli(c.now))
	session.LastActiveOrganizationID = params.ActiveOrganizationID.pointer()
	if !params.ActiveOrganizationID.Sent {
		session.LastActiveOrganizationID = c.nextOrganization(a)
	}
	return sessionAnswer(c.openSession(session, ""), c.version), nil
}

// checkActiveOrganization refuses an organization that the user is not a member of.
func (c *call) checkActiveOrganization(a *account, organization param[string]) error {
	const name = "active_organization_id"
	switch {
	case !organization.Sent:
		return nil
	case c.organizationsOn() != nil:
		return organizationsOff()
	case c.store.membership(organization.Value, a.ID) != nil:
		return nil
	case c.store.organizations.get(organization.Value) == nil:
		return organizationNotFound()
	}
	return unprocessable(about(name, "form_param_value_invalid", "is invalid",
		"%s is invalid. The user is not a member of the organization %s.", name, organization.Value))
}

// revokeSession handles POST /sessions/{session_id}/revoke.
func (c *call) revokeSession() (any, error) {
	session, err := c.session()
	if err != nil {
		return nil, err
	}
	if session.open() {
		session.Status, session.UpdatedAt = "revoked", c.now
		c.store.sessions.put(session)
	}
	return sessionAnswer(session, c.version), nil
}
