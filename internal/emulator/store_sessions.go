package emulator

import (
	"slices"
)

// sessionStore has the sessions and clients in the order of their creation. Its values are replaced and never changed.
type sessionStore struct {
	sessions map[string]*Session
	order    []string
	byUser   index
	byClient index

	clients     map[string]*Client
	clientOrder []string
}

func newSessionStore() *sessionStore {
	return &sessionStore{
		sessions: map[string]*Session{},
		byUser:   index{},
		byClient: index{},
		clients:  map[string]*Client{},
	}
}

func (s *sessionStore) put(session Session) {
	if _, known := s.sessions[session.ID]; !known {
		s.order = append(s.order, session.ID)
		s.byUser.add(session.UserID, session.ID)
		s.byClient.add(session.ClientID, session.ID)
	}
	s.sessions[session.ID] = &session
}

func (s *sessionStore) putClient(client Client) {
	if _, known := s.clients[client.ID]; !known {
		s.clientOrder = append(s.clientOrder, client.ID)
	}
	s.clients[client.ID] = &client
}

// revokeUser revokes the active and pending sessions of a user.
func (s *sessionStore) revokeUser(userID string, now int64) {
	for _, id := range s.byUser[userID] {
		session := *s.sessions[id]
		if session.at(now).open() {
			session.Status, session.UpdatedAt = "revoked", now
			s.put(session)
		}
	}
}

func (s *sessionStore) removeUser(userID string) {
	removed := s.byUser[userID]
	if len(removed) == 0 {
		return
	}
	for _, id := range removed {
		s.byClient.remove(s.sessions[id].ClientID, id)
		delete(s.sessions, id)
	}
	s.order = slices.DeleteFunc(s.order, func(id string) bool { return s.sessions[id] == nil })
	delete(s.byUser, userID)
}

// of returns the ids of the sessions of a user, or of a client, or all, in the order in which they were added.
func (s *sessionStore) of(userID, clientID string) []string {
	switch {
	case userID != "":
		return s.byUser[userID]
	case clientID != "":
		return s.byClient[clientID]
	}
	return s.order
}

// all returns the sessions, the oldest first.
func (s *sessionStore) all() []Session {
	sessions := make([]Session, 0, len(s.order))
	for _, id := range s.order {
		sessions = append(sessions, *s.sessions[id])
	}
	return sessions
}

// client returns the client with its current sessions at the time now.
func (s *sessionStore) client(id string, now int64) (Client, bool) {
	held, known := s.clients[id]
	if !known {
		return Client{}, false
	}
	client := *held
	client.SessionIDs, client.Sessions = []string{}, []Session{}
	for _, sessionID := range s.byClient[id] {
		client.SessionIDs = append(client.SessionIDs, sessionID)
		client.Sessions = append(client.Sessions, s.sessions[sessionID].at(now))
	}
	if client.LastActiveSessionID != nil && !slices.Contains(client.SessionIDs, *client.LastActiveSessionID) {
		client.LastActiveSessionID = nil
	}
	return client, true
}

func (s *sessionStore) allClients(now int64) []Client {
	clients := make([]Client, 0, len(s.clientOrder))
	for _, id := range s.clientOrder {
		client, _ := s.client(id, now)
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
