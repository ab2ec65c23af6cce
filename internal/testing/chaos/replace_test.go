package chaos

import (
	"maps"
	"slices"
)

// The moves in this file are single runs without faults, from a state that is up to date.

// moveAlone tries one of them.
func (w *world) moveAlone() error {
	switch w.IntN(5) {
	case 0:
		return w.replaceUser()
	case 1:
		return w.replacePieces()
	case 2:
		return w.shareAPiece()
	case 3:
		return w.swapUnset()
	default:
		return w.readopt()
	}
}

// succeeds runs an apply that has to succeed.
func (w *world) succeeds(what string, declared configuration, under moves) error {
	failed, wrong := w.applyAlone(what, declared, under)
	if failed != "" {
		wrong = append(wrong, what+" has failed: "+failed)
	}
	return asError(wrong)
}

func (w *world) applyAlone(what string, declared configuration, under moves) (failed string, wrong []string) {
	w.instance.ResetLog()
	before, run, held := byID(w.terraform.recorded()), conditions{moves: under}, w.access.inventory()
	failed = w.terraform.apply(declared, run)
	w.note("An apply without faults ("+what+")", failed)
	w.figures.count("alone: " + what)
	return failed, append(w.harmed(run, before), w.harmedAccess(held)...)
}

// replaceUser replaces a user, where that is permitted. With create_before_destroy it cannot succeed, because Clerk
// gives an identifier to one user only.
func (w *world) replaceUser() error {
	if p := firstOf(w.in(anyUser)); p != nil {
		under, declared := moves{replace: []address{p.at()}}, w.configuration()
		if !byID(w.terraform.recorded())[p.id].mayBeReplaced(p) {
			return w.refuses(&attempt{"replacement of a user", declared, under, []string{
				isProtected, "A user cannot be replaced and adopted", "The user cannot be replaced",
			}})
		}
		if !declared[p.at()].createFirst {
			if err := w.succeeds("replacement of a user", declared, under); err != nil {
				return err
			}
			return w.check()
		}
		failed, wrong := w.applyAlone("replacement of a user with create_before_destroy", declared, under)
		if _, exists := w.instance.User(p.id); failed == "" || !exists {
			wrong = append(wrong, sprintf("%s (%s) was replaced with create_before_destroy", p.name, p.id))
		}
		return asError(wrong)
	}
	return nil
}

// replacePieces replaces and taints resources beside users: all pieces stay.
func (w *world) replacePieces() error {
	var under moves
	var kept []string
	for _, p := range w.testUsers {
		for _, at := range p.addresses() {
			if w.chance(0.4) {
				under.replace = append(under.replace, at)
			} else if w.chance(0.4) {
				under.taint = append(under.taint, at)
			}
		}
		kept = append(kept, w.identifications(p)...)
	}
	if err := w.succeeds("replacement of pieces", w.configuration(), under); err != nil {
		return err
	}
	var now, wrong []string
	for _, p := range w.testUsers {
		now = append(now, w.identifications(p)...)
	}
	for _, id := range kept {
		if !slices.Contains(now, id) {
			w.figures.count("pieces lost")
			wrong = append(wrong, id+" was removed by a replacement of its resource")
		}
	}
	if err := asError(wrong); err != nil {
		return err
	}
	return w.check()
}

// identifications lists the ids of email addresses and phone numbers of a user.
func (w *world) identifications(p *testUser) []string {
	user, _ := w.instance.User(p.id)
	var ids []string
	for _, held := range user.EmailAddresses {
		ids = append(ids, held.ID)
	}
	for _, held := range user.PhoneNumbers {
		ids = append(ids, held.ID)
	}
	return ids
}

// shareAPiece lets two resources manage one piece, which is only a warning of the plan. To remove one of the two, a
// removed block is needed.
func (w *world) shareAPiece() error {
	kind := []string{metadataType, emailType, phoneType}[w.IntN(3)]
	if p := firstOf(w.in(func(p *testUser) bool { return len(p.of(kind)) > 0 })); p != nil {
		at, second := p.of(kind)[0], address{kind: kind, name: w.newName()}
		declared := w.configuration()
		declared[second] = declaration{at: second, values: maps.Clone(p.dependents[at].values), refs: toUser(p.name)}
		if err := w.succeeds("second resource of a piece", declared, moves{}); err != nil {
			return err
		}
		delete(declared, second)
		try := &attempt{"removal of the second resource of a piece", declared, moves{}, []string{removesPiece}}
		if err := w.refuses(try); err != nil {
			return err
		}
		if err := w.succeeds("removed block", declared, moves{removed: []address{second}}); err != nil {
			return err
		}
		return w.check()
	}
	return nil
}

// swapUnset lets the identifiers of a user change places while the configuration does not set verified and primary: all
// stay verified, and the user does not lose its primary one.
func (w *world) swapUnset() error {
	kind := []string{emailType, phoneType}[w.IntN(2)]
	if p := firstOf(w.in(func(p *testUser) bool { return len(p.of(kind)) > 1 })); p != nil {
		p.moved = false
		for _, at := range p.of(kind) {
			for _, name := range []string{"verified", "primary", "reserved_for_second_factor"} {
				delete(p.dependents[at].values, name)
			}
		}
		w.rotate(p, kind)
		if err := w.succeeds("swap of identifiers", w.configuration(), moves{}); err != nil {
			return err
		}
		primary := "primary_" + valueOf(kind)
		before := p.truth[primary]
		err := w.check()
		if err == nil && before != "" && p.truth[primary] == "" {
			err = asError([]string{sprintf("%s had the primary %v, and has none after a swap", p.name, before)})
		}
		for _, at := range p.of(kind) {
			p.dependents[at].values["verified"] = true
		}
		return err
	}
	return nil
}

// readopt renames a user without moved. The user stays because of deletion_policy = "retain", and the new resource
// adopts it.
func (w *world) readopt() error {
	if p := firstOf(w.in(func(p *testUser) bool {
		return p.policy() == "retain" && p.values["adopt_existing"] == true && !p.protected()
	})); p != nil {
		p.name = w.newName()
		p.sent()
		if err := w.succeeds("rename of a retained user", w.configuration(), moves{}); err != nil {
			return err
		}
		return w.check()
	}
	return nil
}
