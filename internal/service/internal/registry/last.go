package registry

import "slices"

// Emptied reports that this run keeps a user, and that the destroys of other resources remove every identifier with
// which the user can sign in. It returns the user and those identifiers.
//
// An identifier that another resource is to add does not count: Terraform adds it and removes the others in any order.
// One that the user gets from its clerk_user counts, and so does an unknown one.
func (r *Registry) Emptied(userID string) (kept User, removed []Identifier, ok bool) {
	if r == nil {
		return User{}, nil, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	at := slices.IndexFunc(r.users[userID], func(u *user) bool { return u.Action == Update })
	if at < 0 {
		return User{}, nil, false
	}
	kept = r.users[userID][at].User
	removed = r.emptied(kept)
	return kept, removed, len(removed) > 0
}

// emptied returns the identifiers that destroys remove from a user, unless the user keeps another one. The lock is
// held.
func (r *Registry) emptied(kept User) (removed []Identifier) {
	if kept.Action != Update || kept.Unknown {
		return nil
	}
	for _, identifier := range kept.After {
		if identifier.signsIn() && !r.destroys(kept.ID, identifier) {
			return nil
		}
	}
	for _, identifier := range kept.Before {
		if r.destroys(kept.ID, identifier) {
			removed = append(removed, identifier)
		}
	}
	return removed
}

// signsIn reports whether a user can sign in with the identifier. The external id is that of another system.
func (i Identifier) signsIn() bool { return i.Kind != "external_id" }

// destroys reports whether the destroy of a resource removes the identifier. The lock is held.
func (r *Registry) destroys(userID string, identifier Identifier) bool {
	piece := Piece{UserID: userID, Kind: identifier.Kind, Name: identifier.Value}
	return slices.ContainsFunc(r.pieces[piece.key()], func(h *holder) bool {
		return h.Destroy && slices.Contains(h.Before, piece)
	})
}

// FirstReport reports whether it is the first call for the user. The calls that find one mistake are several.
func (r *Registry) FirstReport(userID string) bool {
	if r == nil {
		return true
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	first := !r.reported[userID]
	r.reported[userID] = true
	return first
}
