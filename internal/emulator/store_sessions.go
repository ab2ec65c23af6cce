package emulator

import "slices"

// sessionStore has the sessions and the clients.
type sessionStore struct {
	sessions *table[Session]
	byUser   *lookup[Session]
	byClient *lookup[Session]
	clients  *table[Client]
}

func newSessionStore() *sessionStore {
	sessions := newTable(
		"sessions",
		func(s *Session) string { return s.ID },
		func(s *Session) int64 { return s.CreatedAt },
	)
	return &sessionStore{
		sessions: sessions,
		byUser:   sessions.lookup(func(s *Session) string { return s.UserID }),
		byClient: sessions.lookup(func(s *Session) string { return s.ClientID }),
		clients: newTable(
			"clients",
			func(c *Client) string { return c.ID },
			func(c *Client) int64 { return c.CreatedAt },
		),
	}
}

func (s *sessionStore) put(session Session) { s.sessions.put(&session) }

func (s *sessionStore) putClient(client Client) { s.clients.put(&client) }

// revokeUser revokes the active and pending sessions of a user.
func (s *sessionStore) revokeUser(userID string, now int64) {
	for _, held := range slices.Clone(s.byUser.of(userID)) {
		if session := *held; session.at(now).open() {
			session.Status, session.UpdatedAt = "revoked", now
			s.put(session)
		}
	}
}

// leaveOrganization clears the organization in the sessions of a user, or of all users if userID is empty.
func (s *sessionStore) leaveOrganization(organizationID, userID string) {
	for _, held := range slices.Clone(s.of(userID, "")) {
		if textOf(held.LastActiveOrganizationID) == organizationID {
			session := *held
			session.LastActiveOrganizationID = nil
			s.put(session)
		}
	}
}

func (s *sessionStore) removeUser(userID string) { s.sessions.removeAll(s.byUser.of(userID)) }

// of returns the sessions of a user, or of a client, or all, the oldest first.
func (s *sessionStore) of(userID, clientID string) []*Session {
	switch {
	case userID != "":
		return s.byUser.of(userID)
	case clientID != "":
		return s.byClient.of(clientID)
	}
	return s.sessions.all()
}

// client returns the client with its current sessions at the time now.
func (s *sessionStore) client(id string, now int64) (Client, bool) {
	held := s.clients.get(id)
	if held == nil {
		return Client{}, false
	}
	client := *held
	client.SessionIDs, client.Sessions = []string{}, []Session{}
	for _, session := range s.byClient.of(id) {
		client.SessionIDs = append(client.SessionIDs, session.ID)
		client.Sessions = append(client.Sessions, session.at(now))
	}
	if client.LastActiveSessionID != nil && !slices.Contains(client.SessionIDs, *client.LastActiveSessionID) {
		client.LastActiveSessionID = nil
	}
	return client, true
}

func (s *sessionStore) allClients(now int64) []Client {
	clients := make([]Client, 0, s.clients.len())
	for _, held := range s.clients.all() {
		client, _ := s.client(held.ID, now)
		clients = append(clients, client)
	}
	return clients
}

// open reports whether the session is active or pending.
func (s Session) open() bool { return s.Status == "active" || s.Status == pendingStatus }

// at returns the session at the time now (milliseconds). It can be expired or abandoned then.
func (s Session) at(now int64) Session {
	if s.open() {
		switch {
		case now >= s.AbandonAt:
			s.Status = "abandoned"
		case now >= s.ExpireAt:
			s.Status = "expired"
		}
	}
	return s
}
