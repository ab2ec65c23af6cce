package emulator

import (
	"cmp"
	"encoding/json"
	"errors"
	"slices"
	"strings"
	"time"
)

// store has the objects of the instance, with an index for each way to find them. It contains no HTTP, time or rules of
// the API. The caller must hold the lock.
type store struct {
	users map[string]*account
	// byAge is sorted by creation, the oldest first. Users of the same millisecond are in the order in which they were
	// added.
	byAge    []*account
	sequence int64

	emails, phones, wallets, usernames, externalIDs index
	identifications                                 map[string]string

	// touched receives the id of each user that is put or removed, if it is not nil.
	touched func(userID string)

	sessions *sessionStore
	tokens   *tokenStore
	devices  *deviceStore
	accessStore
	listStore
}

// collections lists every part of the store that the data file keeps, in the order of the file.
func (s *store) collections() []collection {
	return []collection{
		userCollection{s}, s.sessions.sessions, s.sessions.clients, s.devices.table, s.tokens, s.settings,
		s.permissions, s.roles, s.roleSets, s.organizations, s.memberships, s.organizationInvitations,
		s.domains, s.restrictions, s.invitations, s.allowlist, s.blocklist, s.waitlist,
	}
}

// userCollection are the users in the data file, the oldest first.
type userCollection struct{ store *store }

func (u userCollection) name() string { return "users" }

func (u userCollection) content() any { return slices.Clone(u.store.byAge) }

func (u userCollection) load(raw json.RawMessage) error {
	var users []*account
	if err := json.Unmarshal(raw, &users); err != nil {
		return err
	}
	if slices.Contains(users, nil) {
		return errors.New("users lists null")
	}
	for _, a := range users {
		u.store.put(a)
	}
	return nil
}

// index contains the users for each value. Several users can have the same unverified email address or phone number.
type index map[string][]string

func (i index) add(value, userID string) {
	if !slices.Contains(i[value], userID) {
		i[value] = append(i[value], userID)
	}
}

func (i index) remove(value, userID string) {
	left := slices.DeleteFunc(slices.Clone(i[value]), func(id string) bool { return id == userID })
	if len(left) == 0 {
		delete(i, value)
		return
	}
	i[value] = left
}

func newStore(at time.Time) *store {
	return &store{
		users:           map[string]*account{},
		emails:          index{},
		phones:          index{},
		wallets:         index{},
		usernames:       index{},
		externalIDs:     index{},
		identifications: map[string]string{},
		sessions:        newSessionStore(),
		tokens:          newTokenStore(),
		devices:         newDeviceStore(),
		accessStore:     newAccessStore(at),
		listStore:       newListStore(),
	}
}

// put adds the account, or replaces the account with the same id.
func (s *store) put(a *account) {
	s.touch(a.ID)
	if old := s.users[a.ID]; old != nil {
		a.sequence = old.sequence
		s.unindex(old)
		if old.CreatedAt == a.CreatedAt {
			s.byAge[s.position(old)] = a
		} else {
			s.byAge = slices.Delete(s.byAge, s.position(old), s.position(old)+1)
			s.byAge = slices.Insert(s.byAge, s.position(a), a)
		}
	} else {
		s.sequence++
		a.sequence = s.sequence
		s.byAge = slices.Insert(s.byAge, s.position(a), a)
	}
	s.users[a.ID] = a
	s.index(a)
}

func (s *store) remove(id string) {
	a := s.users[id]
	if a == nil {
		return
	}
	s.touch(id)
	s.unindex(a)
	at := s.position(a)
	s.byAge = slices.Delete(s.byAge, at, at+1)
	delete(s.users, id)
	s.sessions.removeUser(id)
	s.tokens.removeUser(id)
	s.devices.removeAll(s.devices.byUser.of(id))
	s.memberships.removeAll(s.membershipsByUser.of(id))
}

func (s *store) touch(userID string) {
	if s.touched != nil {
		s.touched(userID)
	}
}

// position returns the position of a among the users by age, or the position to insert it.
func (s *store) position(a *account) int {
	at, _ := slices.BinarySearchFunc(s.byAge, a, compareAge)
	return at
}

func compareAge(a, b *account) int {
	return cmp.Or(cmp.Compare(a.CreatedAt, b.CreatedAt), cmp.Compare(a.sequence, b.sequence))
}

func (s *store) index(a *account)   { s.eachKey(a, index.add, setKey) }
func (s *store) unindex(a *account) { s.eachKey(a, index.remove, deleteKey) }

func setKey(m map[string]string, key, value string) { m[key] = value }
func deleteKey(m map[string]string, key, _ string)  { delete(m, key) }

func (s *store) eachKey(a *account, value func(index, string, string), id func(map[string]string, string, string)) {
	for _, email := range a.EmailAddresses {
		value(s.emails, foldEmail(email.EmailAddress), a.ID)
		id(s.identifications, email.ID, a.ID)
	}
	for _, phone := range a.PhoneNumbers {
		value(s.phones, phone.PhoneNumber, a.ID)
		id(s.identifications, phone.ID, a.ID)
	}
	for _, wallet := range a.Web3Wallets {
		value(s.wallets, foldWallet(wallet.Web3Wallet), a.ID)
		id(s.identifications, wallet.ID, a.ID)
	}
	if a.Username != nil {
		value(s.usernames, foldUsername(*a.Username), a.ID)
	}
	if a.ExternalID != nil {
		value(s.externalIDs, *a.ExternalID, a.ID)
	}
}

// userWithIdentification returns the user with the identification, or nil.
func (s *store) userWithIdentification(identificationID string) *account {
	return s.users[s.identifications[identificationID]]
}

// find returns the user with an identifier of any kind. A user with a claimed identifier takes precedence.
func (s *store) find(identifier string) *account {
	for _, holders := range [][]string{
		s.emails[foldEmail(identifier)], s.phones[identifier], s.usernames[foldUsername(identifier)],
		s.wallets[foldWallet(identifier)], s.externalIDs[identifier],
	} {
		for _, id := range holders {
			if a := s.users[id]; len(holders) == 1 || a.claims(identifier) {
				return a
			}
		}
		if len(holders) > 0 {
			return s.users[holders[0]]
		}
	}
	return nil
}

// claims reports whether the email address or phone number of the user is verified or reserved.
func (a *account) claims(value string) bool {
	return slices.ContainsFunc(a.EmailAddresses, func(e EmailAddress) bool {
		return e.claimed() && foldEmail(e.EmailAddress) == foldEmail(value)
	}) || slices.ContainsFunc(a.PhoneNumbers, func(p PhoneNumber) bool {
		return p.claimed() && p.PhoneNumber == value
	})
}

// The fold functions return the normal form of identifiers for comparisons.

func foldEmail(address string) string { return strings.ToLower(strings.TrimSpace(address)) }

func foldUsername(name string) string { return strings.ToLower(strings.TrimSpace(name)) }

// foldWallet ignores case only in hexadecimal addresses, because base58 depends on case.
func foldWallet(address string) string {
	if strings.HasPrefix(address, "0x") || strings.HasPrefix(address, "0X") {
		return strings.ToLower(address)
	}
	return address
}
