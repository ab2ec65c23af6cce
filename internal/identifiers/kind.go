// Package identifiers holds what email addresses and phone numbers have in
// common as resources of their own: each owns one identifier of a user who is
// managed elsewhere, and nothing else of that user.
package identifiers

import (
	"context"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/customtypes"
)

// Held is an identifier as its user holds it.
type Held struct {
	ID, Value string
	Primary   bool
	// Verified says that it is verified, whoever did that; Status and Strategy
	// tell how, and are empty when nobody tried.
	Verified         bool
	Status, Strategy string
	Reserved         bool
	LinkedTo         []clerk.LinkedIdentification

	// Of phone numbers only.
	SecondFactor, DefaultSecondFactor bool
}

// Wish is what a request asks of an identifier; what is omitted stays.
type Wish struct {
	Verified, Primary clerk.Field[bool]
	// SecondFactor is of phone numbers, NotifyPrimaryChanged of email addresses.
	SecondFactor, NotifyPrimaryChanged clerk.Field[bool]
}

// IsZero reports whether nothing is asked.
func (w Wish) IsZero() bool {
	return w.Verified.IsZero() && w.Primary.IsZero() && w.SecondFactor.IsZero()
}

// Kind is a kind of identifier: its words, and its operations.
type Kind struct {
	// Noun names it in a sentence, Attribute and Param in the configuration and in requests.
	Noun, Attribute string
	// Example is a value for messages.
	Example string

	Held   func(*clerk.User) []Held
	Filter func(value string) clerk.UserListParams
	Get    func(ctx context.Context, client *clerk.Client, id string) (Held, error)
	Create func(ctx context.Context, client *clerk.Client, userID, value string, wish Wish) (Held, error)
	Update func(ctx context.Context, client *clerk.Client, id string, wish Wish) (Held, error)
	Delete func(ctx context.Context, client *clerk.Client, id string) error
}

// byID finds an identifier of the user by its id.
func (k Kind) byID(user *clerk.User, id string) (Held, bool) {
	for _, held := range k.Held(user) {
		if held.ID == id {
			return held, true
		}
	}
	return Held{}, false
}

// byValue finds an identifier of the user by its value, whatever its case.
func (k Kind) byValue(user *clerk.User, value string) (Held, bool) {
	for _, held := range k.Held(user) {
		if customtypes.SameIdentifier(held.Value, value) {
			return held, true
		}
	}
	return Held{}, false
}
