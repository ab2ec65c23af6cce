package clerk

import (
	"fmt"
	"slices"
	"strings"
)

// IgnoredFilterError says that a list holds objects that the filter does not match: the server, or a cache or proxy on
// the way, ignores it.
type IgnoredFilterError struct {
	Operation string
	Filter    string // such as "email_address"
}

// Error implements error.
func (e *IgnoredFilterError) Error() string {
	return fmt.Sprintf("%s: the answer ignores the filter %s and lists other objects: "+
		"check the API URL and any cache or proxy on the way", e.Operation, e.Filter)
}

// holders returns the users who hold what the filters of exact values ask for. It is an error when users came back and
// none of them does.
func (p *UserListParams) holders(users []User) ([]User, error) {
	kept := users
	for _, filter := range p.exactFilters() {
		matches := filter.matches()
		if matches == nil {
			continue
		}
		before := len(kept)
		kept = slices.DeleteFunc(kept, func(u User) bool { return !matches(&u) })
		if before > 0 && len(kept) == 0 {
			return nil, &IgnoredFilterError{Operation: listUsers.String(), Filter: filter.param}
		}
	}
	return kept, nil
}

// matches returns what tells the users that the filter asks for, nil where a user does not show it.
func (f exactFilter) matches() func(*User) bool {
	key := UserKey(f.param)
	if _, shown := userValues[key]; !shown || len(*f.values) == 0 {
		return nil
	}
	included, excluded := map[string]bool{}, map[string]bool{}
	for _, value := range *f.values {
		unsigned := strings.TrimPrefix(value, "+")
		switch {
		case !f.signed:
			included[key.normal(value)] = true
		case strings.HasPrefix(value, "-"):
			excluded[value[1:]] = true
		default:
			included[unsigned] = true
		}
	}
	return func(u *User) bool {
		values := key.valuesOf(u)
		holdsOne := slices.ContainsFunc(values, func(v string) bool { return included[v] })
		return (holdsOne || len(included) == 0) && !slices.ContainsFunc(values, func(v string) bool { return excluded[v] })
	}
}

// userValues are the values by which a key finds a user.
var userValues = map[UserKey]func(*User) []string{
	UserID: func(u *User) []string { return []string{u.ID} },
	UserEmailAddress: func(u *User) []string {
		return valuesOf(u.EmailAddresses, func(e *EmailAddress) string { return e.EmailAddress })
	},
	UserPhoneNumber: func(u *User) []string {
		return valuesOf(u.PhoneNumbers, func(p *PhoneNumber) string { return p.PhoneNumber })
	},
	UserUsername:   func(u *User) []string { return present(u.Username) },
	UserExternalID: func(u *User) []string { return present(u.ExternalID) },
	UserWeb3Wallet: func(u *User) []string {
		return valuesOf(u.Web3Wallets, func(w *Web3Wallet) string { return w.Web3Wallet })
	},
}

// valuesOf returns the values by which the key finds the user, in their normal form.
func (k UserKey) valuesOf(u *User) []string {
	values := userValues[k](u)
	for i := range values {
		values[i] = k.normal(values[i])
	}
	return values
}

// normal returns the form of a value in which Clerk compares it.
func (k UserKey) normal(value string) string {
	switch k {
	case UserEmailAddress, UserUsername:
		return FoldIdentifier(value)
	case UserWeb3Wallet:
		return FoldWallet(value)
	default:
		return value
	}
}

func valuesOf[T any](identifiers []T, value func(*T) string) []string {
	values := make([]string, len(identifiers))
	for i := range identifiers {
		values[i] = value(&identifiers[i])
	}
	return values
}

func present(value *string) []string {
	if value == nil {
		return nil
	}
	return []string{*value}
}
