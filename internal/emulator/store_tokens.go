package emulator

import (
	"encoding/json"
	"maps"
	"slices"
)

// tokenStore has the data for tokens, and the tokens that can be revoked. Its values are replaced and never changed.
// Its JSON is part of the data file.
type tokenStore struct {
	// Templates are stored by name.
	Templates map[string]SeedJWTTemplate `json:"templates"`
	// Origins are the authorized parties of sessions, by session id.
	Origins map[string]string `json:"origins"`
	// Rotating are the secrets in client tokens, by client id.
	Rotating map[string]string `json:"rotating"`
	// Refresh are the refresh tokens of browsers, by session id.
	Refresh map[string]string `json:"refresh"`
	// Consumed are the claims jti of the session tokens that a refresh has used.
	Consumed map[string]bool `json:"consumed"`
	// Nonces are the cookies of handshakes, by nonce.
	Nonces map[string][]string `json:"nonces"`
	// Codes are the verifications of email addresses and phone numbers by a code, by id.
	Codes map[string]codeVerification `json:"codes"`
	// OAuth are the access tokens of external accounts, by identification id.
	OAuth map[string]SeedOAuthAccessToken `json:"oauth"`
	// Tickets and Testing are in the order of their creation.
	Tickets []Ticket       `json:"tickets"`
	Testing []TestingToken `json:"testing"`
}

func newTokenStore() *tokenStore {
	return &tokenStore{
		Templates: map[string]SeedJWTTemplate{},
		Origins:   map[string]string{},
		Rotating:  map[string]string{},
		Refresh:   map[string]string{},
		Consumed:  map[string]bool{},
		Nonces:    map[string][]string{},
		Codes:     map[string]codeVerification{},
		OAuth:     map[string]SeedOAuthAccessToken{},
	}
}

func (s *tokenStore) clone() *tokenStore {
	return &tokenStore{
		Templates: maps.Clone(s.Templates),
		Origins:   maps.Clone(s.Origins),
		Rotating:  maps.Clone(s.Rotating),
		Refresh:   maps.Clone(s.Refresh),
		Consumed:  maps.Clone(s.Consumed),
		Nonces:    maps.Clone(s.Nonces),
		Codes:     maps.Clone(s.Codes),
		OAuth:     maps.Clone(s.OAuth),
		Tickets:   slices.Clone(s.Tickets),
		Testing:   slices.Clone(s.Testing),
	}
}

func (s *tokenStore) name() string { return "tokens" }

func (s *tokenStore) content() any { return s.clone() }

// load replaces the data with that of a data file.
func (s *tokenStore) load(raw json.RawMessage) error {
	kept := newTokenStore()
	if err := json.Unmarshal(raw, kept); err != nil {
		return err
	}
	*s = *kept
	return nil
}

// ticket returns the ticket with the id and the kind.
func (s *tokenStore) ticket(object, id string) (Ticket, bool) {
	at := slices.IndexFunc(s.Tickets, func(t Ticket) bool { return t.Object == object && t.ID == id })
	if at < 0 {
		return Ticket{}, false
	}
	return s.Tickets[at], true
}

// putTicket adds the ticket, or replaces the ticket with the same id.
func (s *tokenStore) putTicket(ticket Ticket) {
	at := slices.IndexFunc(s.Tickets, func(t Ticket) bool { return t.ID == ticket.ID })
	if at < 0 {
		s.Tickets = append(s.Tickets, ticket)
		return
	}
	s.Tickets = slices.Clone(s.Tickets)
	s.Tickets[at] = ticket
}

func (s *tokenStore) ticketsOf(object string) []Ticket {
	var found []Ticket
	for _, ticket := range s.Tickets {
		if ticket.Object == object {
			found = append(found, ticket)
		}
	}
	return found
}

// removeUser removes the tickets of a user.
func (s *tokenStore) removeUser(userID string) {
	s.Tickets = slices.DeleteFunc(slices.Clone(s.Tickets), func(t Ticket) bool { return t.UserID == userID })
}
