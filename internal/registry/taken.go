package registry

import "sync"

// Take records a piece that the run has created or taken over.
func (r *Registry) Take(piece Piece) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.taken[piece] = true
}

// Taken reports whether the run has created or taken over the piece. The plan that destroys it is then the plan of the
// object that create_before_destroy has replaced: in an apply, Terraform plans no other destroy.
func (r *Registry) Taken(piece Piece) bool {
	if r == nil {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.taken[piece]
}

// Lock waits until no other resource of the run changes the pieces of the user, and returns the function that ends
// this. Which identifier becomes primary follows from all that the user holds.
func (r *Registry) Lock(userID string) (unlock func()) {
	if r == nil {
		return func() {}
	}
	r.mu.Lock()
	lock := r.busy[userID]
	if lock == nil {
		lock = &sync.Mutex{}
		r.busy[userID] = lock
	}
	r.mu.Unlock()
	lock.Lock()
	return lock.Unlock
}
