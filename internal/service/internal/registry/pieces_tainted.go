package registry

import "slices"

// Refreshed records the pieces that a refresh has found in the state of one resource. Terraform plans the replacement
// of a tainted resource as a new one, without its state and its private state: only its refresh shows what it removes.
func (r *Registry) Refreshed(pieces ...Piece) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	for _, piece := range pieces {
		r.refreshed[piece]++
	}
}

// taintedConflicts returns a conflict when a new resource may replace a tainted one, which has a piece in the state
// that another resource keeps: two resources have the piece in the state, and only one of them was planned with it.
func (r *Registry) taintedConflicts(planned Holder) []PieceConflict {
	for _, key := range planned.keys() {
		for _, other := range r.pieces[key] {
			for _, pair := range [2][2]Holder{{planned, other.Holder}, {other.Holder, planned}} {
				if piece, found := r.mayRemove(pair[0], pair[1], planned); found {
					return []PieceConflict{{Lost: true, Tainted: true, This: planned, Other: other.Holder, Piece: piece}}
				}
			}
		}
	}
	return nil
}

// mayRemove returns a piece that kept has before and after the run, and that a tainted resource replaced by created has
// in the state.
func (r *Registry) mayRemove(created, kept, planned Holder) (Piece, bool) {
	if created.Destroy || len(created.Before) > 0 || kept.Destroy {
		return Piece{}, false
	}
	for _, piece := range kept.After {
		if !piece.Shared && slices.Contains(kept.Before, piece) && !slices.Contains(created.After, piece) &&
			slices.ContainsFunc(created.After, func(p Piece) bool { return p.key() == piece.key() }) &&
			r.refreshed[piece] > r.planned(piece, planned) {
			return piece, true
		}
	}
	return Piece{}, false
}

// planned counts the resources that were planned with a piece in their state.
func (r *Registry) planned(piece Piece, last Holder) (number int) {
	for _, other := range r.pieces[piece.key()] {
		if slices.Contains(other.Before, piece) {
			number++
		}
	}
	if slices.Contains(last.Before, piece) {
		number++
	}
	return number
}

// IsRefreshed reports whether a refresh of this run has found the piece in the state of a resource.
func (r *Registry) IsRefreshed(piece Piece) bool {
	if r == nil {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.refreshed[piece] > 0
}
