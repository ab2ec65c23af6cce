package registry

import "slices"

// Rule is the rule that two calls break.
type Rule int

// The rules that a plan can break.
const (
	// Renamed: one resource destroys the user that another one creates, adopts or manages.
	Renamed Rule = iota + 1
	// ManagedTwice: two resources manage one user.
	ManagedTwice
	// SetTwice: two users are to hold one identifier.
	SetTwice
	// Shifted: a user keeps none of its identifiers, and one of them passes between two users: the account of one
	// would become the account of the other.
	Shifted
	// Passed: an identifier passes from one user to another, and both stay.
	Passed
)

// compare returns the conflict between two calls.
func compare(this, other User) (Conflict, bool) {
	conflict := Conflict{This: this, Other: other}
	if this.ID != "" && this.ID == other.ID {
		conflict.Rule = sameUser(this, other)
		return conflict, conflict.Rule != 0
	}
	if shared, ok := common(this.After, other.After); ok {
		conflict.Rule, conflict.Shared = SetTwice, shared
		return conflict, true
	}
	if shared, ok := passed(other, this); ok {
		conflict.Rule, conflict.Shared = ruleOfPassing(other, this), shared
		return conflict, true
	}
	if shared, ok := passed(this, other); ok {
		conflict.Rule, conflict.Shared = ruleOfPassing(this, other), shared
		return conflict, true
	}
	return conflict, false
}

// sameUser returns the rule that two calls about one user id break. Replace is the second call for a resource that was
// planned as an update before.
func sameUser(this, other User) Rule {
	switch {
	case this.Action == Replace || other.Action == Replace:
		return 0
	case this.Action == Destroy && other.Action == Destroy:
		return 0
	case this.Action == Destroy || other.Action == Destroy:
		return Renamed
	default:
		return ManagedTwice
	}
}

// passed returns an identifier that one user gives up and another one gets.
func passed(from, to User) (Identifier, bool) {
	return common(without(from.Before, from.After), without(to.After, to.Before))
}

// ruleOfPassing returns the rule that breaks when an identifier passes between two users.
func ruleOfPassing(from, to User) Rule {
	switch {
	case from.Action == Destroy && to.Action != Update:
		return Renamed
	case from.KeepsNone() || to.KeepsNone():
		return Shifted
	default:
		return Passed
	}
}

// KeepsNone reports whether a user that exists loses every identifier that it had.
func (u User) KeepsNone() bool {
	if u.Action != Update || u.Unknown || len(u.Before) == 0 {
		return false
	}
	_, kept := common(u.Before, u.After)
	return !kept
}

func common(a, b []Identifier) (Identifier, bool) {
	for _, identifier := range a {
		if slices.Contains(b, identifier) {
			return identifier, true
		}
	}
	return Identifier{}, false
}
