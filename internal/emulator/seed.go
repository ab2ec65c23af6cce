package emulator

import (
	"bytes"
	"cmp"
	"encoding/json"
	"fmt"
	"time"
)

// Seed is what an instance begins with. Its JSON is the format of seed files.
type Seed struct {
	// Behaviour replaces the switches of the instance if it is there.
	Behaviour *Behaviour `json:"behaviour,omitempty"`
	// Count is a number of made-up users to add.
	Count int `json:"count,omitempty"`
	// Users are users to add, each as the body of POST /users or as the API writes
	// a user ("object": "user").
	Users    []SeedUser    `json:"users,omitempty"`
	Clients  []SeedClient  `json:"clients,omitempty"`
	Sessions []SeedSession `json:"sessions,omitempty"`
}

// SeedUser is a user to add.
type SeedUser struct {
	// Wire is the user as the API writes it. Where it is set, the fields below do
	// not count.
	Wire *User
	// Body is the body of POST /users, which is checked as the API checks it.
	Body map[string]any
	// ID is the id that the user gets; empty is a fresh one. In JSON it stands in
	// the body, as do the fields that follow.
	ID string
	// Unverified are further email addresses and phone numbers that nobody has
	// verified.
	Unverified []string
	// Organizations are the ids of organizations that the user is a member of, for
	// the filter organization_id.
	Organizations []string
	// LastActiveAt and LastSignInAt are in Unix milliseconds; 0 is never.
	LastActiveAt, LastSignInAt int64
}

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

type seedExtras struct {
	ID            string   `json:"id"`
	Unverified    []string `json:"unverified"`
	Organizations []string `json:"organizations"`
	LastActiveAt  int64    `json:"last_active_at"`
	LastSignInAt  int64    `json:"last_sign_in_at"`
}

// UnmarshalJSON reads either form of a user.
func (s *SeedUser) UnmarshalJSON(raw []byte) error {
	var kind struct {
		Object string `json:"object"`
	}
	if err := json.Unmarshal(raw, &kind); err != nil {
		return err
	}
	if kind.Object == "user" {
		return json.Unmarshal(raw, &s.Wire)
	}
	var extras seedExtras
	if err := json.Unmarshal(raw, &extras); err != nil {
		return err
	}
	s.ID, s.Unverified, s.Organizations = extras.ID, extras.Unverified, extras.Organizations
	s.LastActiveAt, s.LastSignInAt = extras.LastActiveAt, extras.LastSignInAt

	decoder := json.NewDecoder(bytes.NewReader(raw))
	decoder.UseNumber()
	if err := decoder.Decode(&s.Body); err != nil {
		return err
	}
	for _, key := range []string{"id", "unverified", "organizations", "last_active_at", "last_sign_in_at"} {
		delete(s.Body, key)
	}
	return nil
}

// Seed adds to the instance what seed holds. It stops at the first thing that the
// instance cannot hold, such as a taken email address, and names it.
func (e *Emulator) Seed(seed Seed) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	defer e.data.changed()
	if seed.Behaviour != nil {
		e.behaviour = *seed.Behaviour
	}
	for i, user := range seed.Users {
		if err := e.seedUser(user); err != nil {
			return fmt.Errorf("user %d of the seed: %w", i+1, err)
		}
	}
	for _, client := range seed.Clients {
		e.seedClient(client)
	}
	for i, session := range seed.Sessions {
		if err := e.seedSession(session); err != nil {
			return fmt.Errorf("session %d of the seed: %w", i+1, err)
		}
	}
	e.makeUsers(seed.Count)
	return nil
}

func (e *Emulator) seedUser(seed SeedUser) error {
	now := e.Now()
	a := &account{}
	if seed.Wire != nil {
		a.User = seed.Wire.clone()
		a.Organizations = organizationsOf(a.OrganizationMemberships)
		completeUser(&a.User, now)
		if a.Locked {
			a.LockExpiresAt = e.behaviour.lockExpiry(now.UnixMilli())
		}
		if err := e.checkSeedClaims(a); err != nil {
			return err
		}
	} else {
		body, err := json.Marshal(seed.Body)
		if err != nil {
			return err
		}
		if a, err = e.seedFromBody(body); err != nil {
			return err
		}
	}
	a.ID = cmp.Or(seed.ID, a.ID, newID(userPrefix, now))
	if e.store.users[a.ID] != nil {
		return fmt.Errorf("there is a user %s already", a.ID)
	}
	for _, value := range seed.Unverified {
		kind := emailKind
		if value != "" && value[0] == '+' {
			kind = phoneKind
		}
		kind.add(&a.User, newIdentification(kind.name, "unverified", now), value)
	}
	a.Organizations = append(a.Organizations, seed.Organizations...)
	if seed.LastActiveAt != 0 {
		a.LastActiveAt = &seed.LastActiveAt
	}
	if seed.LastSignInAt != 0 {
		a.LastSignInAt = &seed.LastSignInAt
	}
	e.store.put(a)
	return nil
}

// organizationsOf returns the ids of the organizations of memberships.
func organizationsOf(memberships []json.RawMessage) []string {
	var ids []string
	for _, raw := range memberships {
		var membership struct {
			Organization struct {
				ID string `json:"id"`
			} `json:"organization"`
		}
		if json.Unmarshal(raw, &membership) == nil && membership.Organization.ID != "" {
			ids = append(ids, membership.Organization.ID)
		}
	}
	return ids
}

func (e *Emulator) seedFromBody(body []byte) (*account, error) {
	members, err := parseObject(body)
	if err != nil {
		return nil, err
	}
	c := &call{Emulator: e, now: e.Now().UnixMilli()}
	var params createUserParams
	problems := c.assign(members, &params)
	return c.newAccount(params, problems)
}

func (e *Emulator) seedClient(seed SeedClient) {
	now := e.Now()
	created := cmp.Or(seed.CreatedAt, now.UnixMilli())
	e.store.sessions.putClient(Client{
		Object:                     "client",
		ID:                         cmp.Or(seed.ID, newID(clientPrefix, now)),
		LastAuthenticationStrategy: seed.LastAuthenticationStrategy,
		CreatedAt:                  created,
		UpdatedAt:                  created,
	})
}

func (e *Emulator) seedSession(seed SeedSession) error {
	userID := seed.UserID
	if userID == "" {
		if found := e.store.find(seed.User); found != nil {
			userID = found.ID
		}
	}
	if e.store.users[userID] == nil {
		return fmt.Errorf("there is no user %s%s", seed.UserID, seed.User)
	}
	created := e.Now()
	if seed.CreatedAt != 0 {
		created = time.UnixMilli(seed.CreatedAt)
	}
	session := newSession(userID, created)
	session.ID = cmp.Or(seed.ID, session.ID)
	session.Status = cmp.Or(seed.Status, session.Status)
	session.LatestActivity = seed.LatestActivity
	e.openSession(session, seed.ClientID)
	return nil
}
