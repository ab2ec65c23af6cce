package chaos

import (
	"errors"
	"strings"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// round is one round: changes, faults and checks.
func (w *world) round(change func()) error {
	w.story.Reset()
	clear(w.replacing)
	w.access.begin()
	if err := w.moveFirst(); err != nil {
		return err
	}
	w.drift()
	for _, p := range w.testUsers {
		p.moved, p.uncertain = false, false
		clear(p.removed)
		for _, s := range p.dependents {
			s.exchanges = false
		}
	}
	w.exchange()
	change()
	w.rename()
	w.access.rename(&w.moving)
	for range 1 + w.IntN(2) {
		if err := w.applyWithFaults(); err != nil {
			return err
		}
	}
	w.instance.ResetLog()
	before := w.watch.logged()
	held := w.access.inventory()
	failed := w.lastApply()
	if w.watch.logged() == before && len(w.testUsers) > 0 {
		w.t.Fatal("the apply has left no log to search for secrets")
	}
	w.note("The apply without faults", failed)
	if failed != "" {
		return errors.New("the apply after the faults failed: " + failed)
	}
	if err := asError(w.harmedAccess(held)); err != nil {
		return err
	}
	if err := w.checkBugs(); err != nil {
		return err
	}
	w.upToDate = true
	return w.check()
}

// moveFirst tries moves that begin from a state that is up to date.
func (w *world) moveFirst() error {
	if !w.upToDate || len(w.testUsers) == 0 {
		return nil
	}
	if w.chance(0.5) {
		if err := w.refuse(); err != nil {
			return err
		}
	}
	if w.chance(0.4) {
		if err := w.moveAlone(); err != nil {
			return err
		}
	}
	return w.checkBugs()
}

// lastApply runs the apply that has to succeed. What an apply has done by half can keep it from that: a deposed object,
// and a piece that two resources have in the state after it passed from one to the other. The plan is refused then, and
// terraform state rm helps, as the error says.
func (w *world) lastApply() string {
	apply := func() string {
		failed := w.terraform.apply(w.configuration(), conditions{moves: moves{moved: w.moving.moved}})
		if removes, known := w.terraform.removes(); known {
			w.access.shown(removes)
		}
		return failed
	}
	failed := apply()
	for attempts := 0; attempts < 10 && w.access.leavesWithOrganization(failed); attempts++ {
		w.note("An apply that does not know that the organization is destroyed, too", failed)
		w.figures.count("access: last administrators that needed another apply")
		failed = apply()
	}
	if failed != "" && w.access.removeUncertain()+w.removeUncertain() > 0 {
		w.note("An apply that finds the object of a create with an unknown result", failed)
		failed = apply()
	}
	// A deposed object and a piece that has passed on can be refused one after the other.
	for attempts := 0; attempts < 3 && strings.Contains(failed, removesPiece); attempts++ {
		if w.terraform.forgetRefused() == 0 {
			break
		}
		w.note("An apply that is refused after one that was done by half", failed)
		w.figures.count("moves: plans refused after an apply that was done by half")
		failed = apply()
	}
	return failed
}

// noteUncertain notes the users with a create in a failed apply that has an unknown result.
func (w *world) noteUncertain(failed string) {
	for _, p := range w.testUsers {
		for line := range strings.Lines(failed) {
			p.uncertain = p.uncertain || isAbout(line, p.at()) && strings.Contains(line, unknownResult)
		}
	}
}

// removeUncertain removes the users of creates with an unknown result that are not in the state. The error of the next
// apply has their ids, so that people can import or delete them. It returns how many there were.
func (w *world) removeUncertain() (removed int) {
	owned := map[string]bool{}
	for _, record := range w.terraform.recorded() {
		owned[record.id] = true
	}
	for _, p := range w.testUsers {
		for _, identifier := range p.identifiers() {
			user, exists := w.instance.FindUser(identifier)
			if _, isUnmanaged := w.unmanaged[user.ID]; !p.uncertain || !exists || owned[user.ID] || isUnmanaged {
				continue
			}
			w.instance.DeleteUser(user.ID)
			w.figures.count("users created with an unknown result")
			removed++
		}
	}
	return removed
}

// applyWithFaults runs an apply with faults or, seldom, an interrupt.
// Often the faults begin after the plan, which many of them would end.
func (w *world) applyWithFaults() error {
	w.instance.ResetLog()
	under, faults := conditions{settings: w.settings(), moves: w.moving}, w.faults()
	under.replace, under.taint = w.replacements()
	w.access.replacements(&under.moves)
	held := w.access.inventory()
	records := byID(w.terraform.recorded())
	if w.virtual() && w.chance(0.15) {
		faults, under.interrupt = emulator.Faults{}, time.Duration(1+w.IntN(300))*time.Millisecond
		w.figures.count("interrupts")
	}
	changesBetween, later := w.virtual() && w.chance(0.2), w.virtual() && w.chance(0.6)
	if !later {
		w.must(w.instance.SetFaults(faults))
	}
	under.between = func() {
		if changesBetween {
			w.must(w.instance.SetFaults(emulator.Faults{})) // the requests of others do not fail
			w.changeBetween()
			w.access.changeBetween()
		}
		if later || changesBetween {
			w.must(w.instance.SetFaults(faults))
		}
	}
	before := len(w.instance.Users())
	failed := w.terraform.apply(w.configuration(), under)
	w.must(w.instance.SetFaults(emulator.Faults{}))
	w.note(sprintf("An apply with %v, a Ctrl-C after %s, and faults", under.settings, under.interrupt), failed)
	w.figures.requests(w.instance.Requests())
	w.watch.requests(w.instance.Requests())
	w.figures.count("applies with faults")
	if failed != "" {
		w.figures.count("applies with faults that failed")
		w.access.failed(failed)
		w.noteUncertain(failed)
	}
	if limit, limited := under.settings["max_user_deletions"].(int); limited && !changesBetween &&
		before-len(w.instance.Users()) > limit {
		return errors.New("more users were deleted than max_user_deletions allows")
	}
	if err := asError(append(w.harmed(under, records), w.harmedAccess(held)...)); err != nil {
		return err
	}
	return w.checkBugs()
}
