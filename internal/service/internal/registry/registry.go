// Package registry records what the calls of one run have shown: which users and which pieces of users it manages,
// creates, adopts and destroys, and in which resource.
//
// Terraform calls a provider for one resource at a time, in any order and in parallel, and never names the resource.
// One user that appears in two resources shows only when both calls are compared. Every call is therefore recorded
// here, and the call that comes second finds the conflict.
//
// A registry belongs to one configured provider. Terraform configures one provider for a plan and another one for the
// apply of that plan: nothing passes from one to the other.
package registry

import (
	"slices"
	"sync"
)

// Registry records the calls of one run. It is safe for concurrent use. A nil Registry records nothing and finds no
// conflict.
type Registry struct {
	mu sync.Mutex

	users      map[string][]*user     // by user id
	identities map[Identifier][]*user // by each identifier that the user holds before or after the run
	broken     map[variant]bool
	// uncertain are the calls that MayAdopt compares.
	uncertain []User
	// ours are the users that this run has created or adopted.
	ours map[string]bool

	pieces   map[pieceKey][]*holder
	released map[pieceKey]any
	obtained map[Piece]bool
	// refreshed counts the resources that have a piece in their state, as a refresh has found.
	refreshed map[Piece]int
	turns     map[string]chan struct{} // by user id
	// reported are the users about which FirstReport was called.
	reported map[string]bool
	// exchanges are the exchanges that are not complete, by resource type and old object.
	exchanges map[string]map[string]string
}

// New returns an empty registry.
func New() *Registry {
	return &Registry{
		users:      map[string][]*user{},
		identities: map[Identifier][]*user{},
		broken:     map[variant]bool{},
		ours:       map[string]bool{},
		pieces:     map[pieceKey][]*holder{},
		released:   map[pieceKey]any{},
		obtained:   map[Piece]bool{},
		refreshed:  map[Piece]int{},
		turns:      map[string]chan struct{}{},
		reported:   map[string]bool{},
		exchanges:  map[string]map[string]string{},
	}
}

// without returns the elements of a that are not in b.
func without[T comparable](a, b []T) []T {
	var rest []T
	for _, element := range a {
		if !slices.Contains(b, element) {
			rest = append(rest, element)
		}
	}
	return rest
}
