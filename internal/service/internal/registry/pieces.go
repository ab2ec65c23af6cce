package registry

import (
	"slices"
	"strings"
)

// Piece is what a resource can manage by itself: a part of a user, such as an identifier, a metadata key, the profile
// image or the TOTP secret, or an object, such as an organization or a membership.
type Piece struct {
	// UserID is the user of the piece, empty for an object of the instance.
	UserID string
	// Kind is the name of the parameter of the Backend API, such as email_address or public_metadata.
	Kind string
	// Name is the identifier in the spelling in which Clerk compares it, or the metadata key as a JSON pointer. It is
	// empty where a user has one piece of the kind.
	Name string
	// Object says that the piece is a whole object, such as an organization: two resources that manage it are an error.
	Object bool
	// Shared says that several objects can have the piece, such as the name of an organization. It is a conflict only
	// that the run destroys one object and creates another one with it.
	Shared bool
}

type pieceKey struct{ userID, kind string }

func (p Piece) key() pieceKey { return pieceKey{p.UserID, p.Kind} }

// overlaps reports whether two pieces are the same, or one contains the other: a metadata key contains the keys below
// it.
func (p Piece) overlaps(other Piece) bool {
	return p.key() == other.key() && (p.Name == other.Name ||
		strings.HasPrefix(p.Name, other.Name+"/") || strings.HasPrefix(other.Name, p.Name+"/"))
}

// Holder is what one call has shown about the pieces that a resource manages.
type Holder struct {
	// Resource names the resource in messages, such as clerk_email_address or "the email_addresses of a clerk_user".
	Resource string
	// Before are the pieces in the state, After those in the plan.
	Before, After []Piece
	// Destroy says that the resource is removed: After is empty.
	Destroy bool
}

type holder struct{ Holder }

// PieceConflict says that two resources of a run concern one piece.
type PieceConflict struct {
	// Lost says that one resource removes the piece that the other one manages. Otherwise both manage it.
	Lost bool
	// Updated says that This or Other removes the piece by an update, and the other one has it before and after the run.
	Updated bool
	// Tainted says that This or Other is a new resource, which may replace a tainted one that has the piece in the state.
	Tainted bool
	// Removes is the call that removes the piece, for an update.
	Removes Holder
	// This is the call that found the conflict, Other the one that was recorded before.
	This, Other Holder
	Piece       Piece
}

// PlanPieces records the plan of a resource that manages pieces and returns its conflicts with the calls before it, at
// most one for each other call. Two resources that exchange pieces by updates are no conflict.
func (r *Registry) PlanPieces(planned Holder) []PieceConflict {
	if r == nil || len(planned.Before)+len(planned.After) == 0 {
		return nil
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	conflicts := append(r.pieceConflicts(planned), r.taintedConflicts(planned)...)
	r.addPieces(planned)
	return conflicts
}

func (r *Registry) pieceConflicts(planned Holder) []PieceConflict {
	var conflicts []PieceConflict
	for _, key := range planned.keys() {
		for _, other := range r.pieces[key] {
			conflict, found := comparePieces(planned, other.Holder)
			same := func(c PieceConflict) bool { return c.Piece == conflict.Piece }
			if found && conflict.Lost && r.replaced(planned, other.Holder) {
				continue
			}
			if found && !slices.ContainsFunc(conflicts, same) {
				conflicts = append(conflicts, conflict)
			}
		}
	}
	return conflicts
}

func (r *Registry) addPieces(planned Holder) {
	recorded := &holder{planned}
	for _, key := range planned.keys() {
		r.pieces[key] = append(r.pieces[key], recorded)
	}
}

// keys returns the users and kinds of the pieces, each once.
func (h Holder) keys() []pieceKey {
	var keys []pieceKey
	for _, piece := range slices.Concat(h.Before, h.After) {
		if !slices.Contains(keys, piece.key()) {
			keys = append(keys, piece.key())
		}
	}
	return keys
}

func comparePieces(this, other Holder) (PieceConflict, bool) {
	conflict := PieceConflict{This: this, Other: other}
	if renames(this, other) || renames(other, this) {
		piece, found := sharedPiece(this, other)
		conflict.Lost, conflict.Piece = true, piece
		if found {
			return conflict, true
		}
	}
	for _, pair := range [2][2]Holder{{this, other}, {other, this}} {
		if piece, found := drops(pair[0], pair[1]); found {
			conflict.Lost, conflict.Updated, conflict.Removes, conflict.Piece = true, true, pair[0], piece
			return conflict, true
		}
	}
	first, second := this.After, other.After
	switch {
	case this.Destroy && other.Destroy:
		return conflict, false
	case this.Destroy:
		conflict.Lost, first = true, this.Before
	case other.Destroy:
		conflict.Lost, second = true, other.Before
	}
	for _, piece := range first {
		for _, candidate := range second {
			if piece.overlaps(candidate) && !piece.Shared {
				conflict.Piece = piece
				return conflict, true
			}
		}
	}
	return conflict, false
}

// renames reports whether a run destroys the object of one resource and creates the one of the other.
func renames(destroyed, created Holder) bool {
	return destroyed.Destroy && !created.Destroy && len(created.Before) == 0
}

// sharedPiece returns a shared piece that a destroyed and a created object have.
func sharedPiece(this, other Holder) (Piece, bool) {
	for _, piece := range slices.Concat(this.Before, this.After) {
		if piece.Shared && (slices.Contains(other.Before, piece) || slices.Contains(other.After, piece)) {
			return piece, true
		}
	}
	return Piece{}, false
}

// drops returns a piece that an update of one resource removes and that another resource has before and after the run.
// An apply sees only the resources that change. The other one may not be among them, and then nothing would keep the
// piece.
func drops(updated, other Holder) (Piece, bool) {
	if updated.Destroy || other.Destroy {
		return Piece{}, false
	}
	for _, piece := range without(updated.Before, updated.After) {
		if piece.Shared {
			continue
		}
		contained := func(kept Piece) bool {
			return kept == piece || kept.key() == piece.key() && strings.HasPrefix(kept.Name, piece.Name+"/")
		}
		for _, kept := range other.After {
			if contained(kept) && slices.Contains(other.Before, kept) {
				return piece, true
			}
		}
	}
	return Piece{}, false
}

// Held reports whether a resource of this run plans to manage the piece, or manages it after an apply. The id of an
// adopted object is known only after the apply.
func (r *Registry) Held(piece Piece) bool {
	if r == nil {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return piece.Object && r.obtained[piece] || slices.ContainsFunc(r.pieces[piece.key()], func(h *holder) bool {
		return slices.ContainsFunc(h.After, piece.overlaps)
	})
}

// Destroyed reports whether a resource of this run plans to remove the piece by its destroy.
func (r *Registry) Destroyed(piece Piece) bool {
	if r == nil {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.pieces[piece.key()], func(h *holder) bool {
		return h.Destroy && slices.ContainsFunc(h.Before, piece.overlaps)
	})
}

// Removes reports whether a resource of this run plans to remove the piece, by a destroy or by an update, and none
// plans to manage it.
func (r *Registry) Removes(piece Piece) bool {
	if r == nil || r.Held(piece) {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(r.pieces[piece.key()], func(h *holder) bool {
		return slices.ContainsFunc(h.Before, piece.overlaps)
	})
}

// Release records a piece that the run has removed, with its properties for a restore.
func (r *Registry) Release(piece Piece, properties any) {
	if r == nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	r.released[Piece.released(piece)] = properties
}

// Released returns what Release recorded, once: the resource that takes the piece over restores it.
func (r *Registry) Released(piece Piece) (properties any, ok bool) {
	if r == nil {
		return nil, false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	properties, ok = r.released[Piece.released(piece)]
	delete(r.released, Piece.released(piece))
	return properties, ok
}

// released is the key of a piece by all its parts.
func (p Piece) released() pieceKey { return pieceKey{p.UserID, p.Kind + "/" + p.Name} }
