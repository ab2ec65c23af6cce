package registry

// mayAdopt reports whether the plan of a new user adopts one that the plan cannot find, because not all identifiers are
// known.
func (u User) mayAdopt() bool { return u.Action == Create && u.Adopts && u.Unknown }

// changesAccount reports whether the plan destroys a user, and by that deletes, bans or locks the account.
func (u User) changesAccount() bool { return u.Action == Destroy && u.Policy != "retain" }

// MayAdopt returns the calls before a recorded one that may concern the same user, which only the apply shows: for the
// adoption of a user that is not known yet, the users that the run deletes, bans or locks, and the other way round.
func (r *Registry) MayAdopt(planned User) []User {
	related := User.changesAccount
	switch {
	case r == nil:
		return nil
	case planned.changesAccount():
		related = User.mayAdopt
	case !planned.mayAdopt():
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	var found []User
	for _, other := range r.uncertain {
		if related(other) {
			found = append(found, other)
		}
	}
	return found
}

// addUncertain records a call for MayAdopt. The lock is held.
func (r *Registry) addUncertain(planned User) {
	if planned.mayAdopt() || planned.changesAccount() {
		r.uncertain = append(r.uncertain, planned)
	}
}
