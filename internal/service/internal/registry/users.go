package registry

import "slices"

// Action is what a plan does to a user.
type Action int

// The actions of a plan on a clerk_user.
const (
	// Update is the plan of a user that is in the state, whether or not anything changes.
	Update Action = iota
	// Create is the plan of a user that does not exist yet.
	Create
	// Adopt is the plan of a user that exists and is not in the state of its resource.
	Adopt
	// Replace is the second plan of -replace: the user is deleted and another one is created.
	Replace
	// Destroy is the plan that removes the resource of a user.
	Destroy
)

// Identifier is an email address, a phone number, a web3 wallet, a username or an external id, in the spelling in
// which Clerk compares it.
type Identifier struct{ Kind, Value string }

// User is what one call has shown about a user.
type User struct {
	Action Action
	// ID is empty for a user that is to be created. For Replace it is the id of the user that is deleted.
	ID string
	// Label names the user in messages.
	Label string
	// Before are the identifiers that the user holds before the run, After those that it holds after the run. Values
	// that are not known yet are in neither.
	Before, After []Identifier
	// Unknown says that After is incomplete: the user may keep more identifiers.
	Unknown bool
	// Policy is what a destroy does to the account: delete, ban, lock or retain.
	Policy string
	// Protected says that the user must not be destroyed.
	Protected bool
	// Adopts says that the resource of a new user takes over one that holds its identifiers by then.
	Adopts bool
}

// user is a recorded call.
type user struct{ User }

// Conflict says that two resources of a run concern one user.
type Conflict struct {
	Rule Rule
	// This is the call that found the conflict, Other the one that was recorded before.
	This, Other User
	// Shared is the identifier that both concern. It is empty when both concern the same user id.
	Shared Identifier
	// Repeated says that the run has shown a conflict of this rule before, about the same actions and policy.
	Repeated bool
}

// Destroyed returns the call that destroys a user, if one of the two does.
func (c Conflict) Destroyed() User {
	if c.Other.Action == Destroy {
		return c.Other
	}
	return c.This
}

// Kept returns the call beside the one that destroys a user.
func (c Conflict) Kept() User {
	if c.Other.Action == Destroy {
		return c.This
	}
	return c.Other
}

// variant is what a remedy depends on.
type variant struct {
	rule   Rule
	policy string
	action Action
	adopts bool
}

func (c Conflict) variant() variant {
	gone, kept := c.Destroyed(), c.Kept()
	if gone.Action != Destroy {
		return variant{rule: c.Rule}
	}
	return variant{c.Rule, gone.Policy, kept.Action, kept.Adopts}
}

// Plan records the plan of one clerk_user and returns its conflicts with the calls before it, at most one for each
// other call.
func (r *Registry) Plan(planned User) []Conflict {
	if r == nil {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if planned.Action == Replace {
		planned.Before = r.replace(planned.ID)
	}
	conflicts := r.conflicts(planned)
	for i, conflict := range conflicts {
		conflicts[i].Repeated = r.broken[conflict.variant()]
		r.broken[conflict.variant()] = true
	}
	r.add(&user{planned})
	r.addUncertain(planned)
	return conflicts
}

// Try records the plan of one clerk_user and the pieces that it manages, unless either has a conflict or the run
// removes all identifiers of the user. It returns false then, and nothing is recorded.
func (r *Registry) Try(planned User, pieces Holder) bool {
	if r == nil {
		return true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if len(r.conflicts(planned)) > 0 || len(r.pieceConflicts(pieces)) > 0 || len(r.emptied(planned)) > 0 {
		return false
	}
	r.add(&user{planned})
	r.addPieces(pieces)
	return true
}

func (r *Registry) conflicts(planned User) []Conflict {
	var conflicts []Conflict
	for _, other := range r.related(planned) {
		if conflict, found := compare(planned, other.User); found {
			conflicts = append(conflicts, conflict)
		}
	}
	return conflicts
}

// replace forgets the update of a user that the same resource replaces, and returns the identifiers that it held.
func (r *Registry) replace(id string) (before []Identifier) {
	for _, recorded := range slices.Clone(r.users[id]) {
		if recorded.Action == Update {
			before = recorded.Before
			r.remove(recorded)
		}
	}
	return before
}

// related returns the recorded calls that share the id or an identifier with a user, each once.
func (r *Registry) related(u User) []*user {
	var found []*user
	add := func(candidates []*user) {
		for _, candidate := range candidates {
			if !slices.Contains(found, candidate) {
				found = append(found, candidate)
			}
		}
	}
	if u.ID != "" {
		add(r.users[u.ID])
	}
	for _, identifier := range u.Before {
		add(r.identities[identifier])
	}
	for _, identifier := range u.After {
		add(r.identities[identifier])
	}
	return found
}

func (r *Registry) add(recorded *user) {
	if recorded.ID != "" {
		r.users[recorded.ID] = append(r.users[recorded.ID], recorded)
	}
	for _, identifier := range recorded.Before {
		r.identities[identifier] = append(r.identities[identifier], recorded)
	}
	for _, identifier := range without(recorded.After, recorded.Before) {
		r.identities[identifier] = append(r.identities[identifier], recorded)
	}
}

func (r *Registry) remove(recorded *user) {
	drop := func(list []*user) []*user {
		return slices.DeleteFunc(list, func(candidate *user) bool { return candidate == recorded })
	}
	r.users[recorded.ID] = drop(r.users[recorded.ID])
	for _, identifier := range slices.Concat(recorded.Before, recorded.After) {
		r.identities[identifier] = drop(r.identities[identifier])
	}
}

// Claim records that a resource of this run is about to manage a user that it has created or adopts. It returns false
// when another resource has created or adopted the user, or updates it.
func (r *Registry) Claim(id string) bool {
	if r == nil {
		return true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.ours[id] || slices.ContainsFunc(r.users[id], func(u *user) bool { return u.Action == Update }) {
		return false
	}
	r.ours[id] = true
	return true
}

// Unclaim removes a claim after a failed adoption.
func (r *Registry) Unclaim(id string) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.ours, id)
}

// Applied records the identifiers that a user holds after an update: those that it gave up are free.
func (r *Registry) Applied(id string, held []Identifier) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, recorded := range slices.Clone(r.users[id]) {
		if recorded.Action == Update {
			r.remove(recorded)
			recorded.Before, recorded.After, recorded.Unknown = held, held, false
			r.add(recorded)
		}
	}
}

// Keeps reports whether a user must not be deleted, banned or locked by this run, because another resource of the run
// has created, adopted or updates it.
func (r *Registry) Keeps(id string) bool {
	if r == nil {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.ours[id] || slices.ContainsFunc(r.users[id], func(u *user) bool {
		return u.Action == Update || u.Action == Adopt
	})
}

// Deleted forgets a user that has been deleted: its identifiers are free.
func (r *Registry) Deleted(id string) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.ours, id)
	for _, recorded := range slices.Clone(r.users[id]) {
		r.remove(recorded)
	}
}

// Find returns what the run has recorded about a user: an update before other actions.
func (r *Registry) Find(id string) (User, bool) {
	if r == nil {
		return User{}, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	recorded := r.users[id]
	if at := slices.IndexFunc(recorded, func(u *user) bool { return u.Action == Update }); at >= 0 {
		return recorded[at].User, true
	}
	if len(recorded) > 0 {
		return recorded[0].User, true
	}
	return User{ID: id, Action: Adopt}, r.ours[id]
}
