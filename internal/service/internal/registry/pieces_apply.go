package registry

import "slices"

// Obtained records that an apply of this run has given pieces to a resource. Terraform plans during an apply to destroy
// what create_before_destroy has replaced: that is no conflict with the resource that has replaced it.
func (r *Registry) Obtained(pieces ...Piece) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, piece := range pieces {
		r.obtained[piece] = true
	}
}

// replaced reports whether a plan to destroy comes after the apply of the other call. The lock is held.
func (r *Registry) replaced(planned Holder, other Holder) bool {
	return planned.Destroy && len(other.After) > 0 && !slices.ContainsFunc(other.After, func(piece Piece) bool {
		return !r.obtained[piece]
	})
}

// Exclusive waits until no other resource changes pieces of the user, and returns what ends the change. Between "no
// resource of this run holds the piece" and its removal, another resource could obtain it.
//
// It is a channel and not a mutex, so that tests with a virtual clock recognize the wait.
func (r *Registry) Exclusive(userID string) (end func()) {
	if r == nil {
		return func() {}
	}
	r.mu.Lock()
	turn := r.turns[userID]
	if turn == nil {
		turn = make(chan struct{}, 1)
		r.turns[userID] = turn
	}
	r.mu.Unlock()
	turn <- struct{}{}
	return func() { <-turn }
}
