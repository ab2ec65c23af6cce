// Package identifiers has the rules for the identifiers of a user that Clerk holds in lists: email addresses, phone
// numbers and web3 wallets. clerk_user manages whole lists; the resources of this package manage one identifier each.
package identifiers

import (
	"context"
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// Held is an identifier as its user holds it.
type Held struct {
	ID, Value string
	Primary   bool
	// Verified says that it is verified, by the user or by an administrator. Status and Strategy are empty when no
	// verification was begun.
	Verified         bool
	Status, Strategy string
	Reserved         bool
	LinkedTo         []clerk.LinkedIdentification
	CreatedAt        clerk.UnixMilli

	// Of phone numbers only.
	SecondFactor, DefaultSecondFactor bool
}

// Claimed reports whether Clerk keeps the identifier from other users. Several users can hold one that is not.
func (h Held) Claimed() bool { return h.Verified || h.Reserved }

// Change has the properties of an identifier that a request changes. Omitted properties stay.
type Change struct {
	Verified, Primary clerk.Field[bool]
	// SecondFactor is of phone numbers, NotifyPrimaryChanged of email addresses.
	SecondFactor, NotifyPrimaryChanged clerk.Field[bool]
}

// IsZero reports whether there is nothing to change.
func (w Change) IsZero() bool {
	return w.Verified.IsZero() && w.Primary.IsZero() && w.SecondFactor.IsZero()
}

// Kind is a kind of identifier: its words, how Clerk compares its values, and its operations.
type Kind struct {
	// Noun names it in a sentence, Plural at the beginning of one.
	Noun, Plural string
	// Param is its parameter in requests, and its attribute in the resources of this package.
	Param string
	// Example is a value for messages.
	Example string
	// Fold returns the spelling in which Clerk compares values.
	Fold func(string) string
	// Check refuses values that Clerk would not add to a user. A user can have such a value all the same, so a plan
	// checks only values that the state does not have.
	Check validators.Value

	// Held returns the identifiers of the user. Their order has no meaning.
	Held       func(*clerk.User) []Held
	PrimaryID  func(*clerk.User) string
	SetPrimary func(params *clerk.UserUpdateParams, id string)

	Get    func(ctx context.Context, client *clerk.Client, id string) (Held, error)
	Create func(ctx context.Context, client *clerk.Client, userID, value string, change Change) (Held, error)
	Update func(ctx context.Context, client *clerk.Client, id string, change Change) (Held, error)
	Delete func(ctx context.Context, client *clerk.Client, userID, id string) error
}

// Same reports whether Clerk takes both spellings for one identifier.
func (k Kind) Same(a, b string) bool { return k.Fold(a) == k.Fold(b) }

// Contains reports whether the values hold an identifier, in any spelling.
func (k Kind) Contains(values []string, value string) bool {
	return slices.ContainsFunc(values, func(candidate string) bool { return k.Same(candidate, value) })
}

// ByID finds an identifier of the user by its id.
func (k Kind) ByID(user *clerk.User, id string) (Held, bool) {
	return find(k.Held(user), func(held Held) bool { return held.ID == id })
}

// ByValue finds an identifier of the user by its value, in any spelling.
func (k Kind) ByValue(user *clerk.User, value string) (Held, bool) {
	return find(k.Held(user), func(held Held) bool { return k.Same(held.Value, value) })
}

func find(held []Held, matches func(Held) bool) (Held, bool) {
	if at := slices.IndexFunc(held, matches); at >= 0 {
		return held[at], true
	}
	return Held{}, false
}

// Piece is an identifier in the registry of the run.
func (k Kind) Piece(userID, value string) registry.Piece {
	return registry.Piece{UserID: userID, Kind: k.Param, Name: k.Fold(value)}
}
