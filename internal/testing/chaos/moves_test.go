package chaos

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"
)

// The moves in this file are those that Terraform carries out: the applies of a round have to do so in spite of faults.

// exchange lets resources of one user exchange what they manage.
func (w *world) exchange() {
	for _, p := range w.testUsers {
		if p.apart && w.chance(0.4) {
			w.rotate(p, []string{metadataType, emailType, phoneType}[w.IntN(3)])
		}
		if p.apart && w.chance(0.4) {
			w.passKey(p)
		}
	}
}

// rename renames resources with moved blocks.
func (w *world) rename() {
	w.moving = moves{}
	if !w.chance(0.5) {
		return
	}
	for _, p := range slices.Clone(w.testUsers) {
		if w.chance(0.15) {
			w.renameTestUser(p)
		}
		for _, at := range p.addresses() {
			if w.chance(0.15) {
				w.renameDependent(p, at)
			}
		}
	}
}

func (w *world) newName() string { return sprintf("r%d", w.number()) }

func (w *world) renameTestUser(p *testUser) {
	from := p.at()
	p.name = w.newName()
	w.moving.moved = append(w.moving.moved, move{from, p.at()})
	w.figures.count("moves: users renamed with moved")
}

func (w *world) renameDependent(p *testUser, from address) {
	to := address{kind: from.kind, name: w.newName()}
	p.dependents[to] = p.dependents[from]
	delete(p.dependents, from)
	w.moving.moved = append(w.moving.moved, move{from, to})
	w.figures.count("moves: pieces renamed with moved")
}

// valueOf is the attribute with the identifier of a resource.
func valueOf(kind string) string { return strings.TrimPrefix(kind, "clerk_") }

// rotate lets all resources of a kind pass what they manage to the next one: with two of them, a swap.
func (w *world) rotate(p *testUser, kind string) {
	held := p.of(kind)
	if len(held) < 2 || kind != metadataType && p.moved {
		return
	}
	before := make([]dependent, len(held))
	for i, at := range held {
		before[i] = *p.dependents[at]
		before[i].values = maps.Clone(before[i].values)
	}
	for i, at := range held {
		next := before[(i+1)%len(held)]
		if kind == metadataType {
			*p.dependents[at] = next
			p.dependents[at].createFirst, p.dependents[at].exchanges = before[i].createFirst, true
			continue
		}
		p.moved, p.dependents[at].exchanges = true, true
		p.dependents[at].values[valueOf(kind)] = next.values[valueOf(kind)]
	}
	w.figures.count("moves: swaps of pieces")
}

// passKey moves a metadata key from one resource to another one of the same user.
func (w *world) passKey(p *testUser) {
	held := p.of(metadataType)
	if len(held) < 2 {
		return
	}
	w.Shuffle(len(held), func(i, j int) { held[i], held[j] = held[j], held[i] })
	from, to := p.dependents[held[0]], p.dependents[held[1]]
	gives, gets := decoded(from.values["public"]), decoded(to.values["public"])
	if len(gives) < 2 || gives[from.key] == nil || gets[from.key] != nil {
		return
	}
	gets[from.key] = gives[from.key]
	delete(gives, from.key)
	from.values["public"], to.values["public"] = encoded(gives), encoded(gets)
	from.exchanges, to.exchanges = true, true
	from.key = w.newName() // the former key is that of the other resource now
	w.figures.count("moves: metadata keys passed on")
}

func decoded(text any) map[string]any {
	object := map[string]any{}
	if text, stated := text.(string); stated && json.Unmarshal([]byte(text), &object) != nil {
		panic("not an object: " + text)
	}
	return object
}

func encoded(object map[string]any) string {
	text, err := json.Marshal(object)
	if err != nil {
		panic(err)
	}
	return string(text)
}

// addresses lists the resources of a user beside the clerk_user, in an order that follows from the seed.
func (p *testUser) addresses() []address {
	byName := func(a, b address) int { return strings.Compare(a.String(), b.String()) }
	return slices.SortedFunc(maps.Keys(p.dependents), byName)
}

// replacements chooses resources for -replace and terraform taint.
func (w *world) replacements() (replace, taint []address) {
	if !w.chance(0.4) {
		return nil, nil
	}
	records := byID(w.terraform.recorded())
	for _, p := range w.testUsers {
		record, held := records[p.id]
		if held && w.chance(0.1) && p.couldBeNew() && record.mayBeReplaced(p) && !w.access.isNeeded(p) {
			replace = append(replace, p.at())
			w.figures.count("moves: users replaced under faults")
		}
		for _, at := range p.addresses() {
			switch {
			case w.chance(0.15):
				replace = append(replace, at)
				w.figures.count("moves: pieces replaced")
			case w.chance(0.1) && !p.dependents[at].exchanges:
				taint = append(taint, at)
				w.figures.count("moves: pieces tainted")
			}
		}
	}
	return replace, taint
}

// mayBeReplaced reports whether -replace of a user is permitted.
func (r record) mayBeReplaced(p *testUser) bool {
	return !r.protected && r.policy == "delete" && p.values["adopt_existing"] != true
}

// harmedAccess lists the objects around users that the last run has removed without a plan that shows it.
func (w *world) harmedAccess(before map[string]heldObject) []string {
	removes, known := w.terraform.removes()
	if !known {
		return nil
	}
	w.access.shown(removes)
	return w.access.unplanned(before)
}

// byID returns the records of users.
func byID(recorded map[address]record) map[string]record {
	records := map[string]record{}
	for at, record := range recorded {
		if at.kind == userType && at.deposed == "" {
			records[record.id] = record
		}
	}
	return records
}

// mayReplace reports whether the run was to replace the user.
func (w *world) mayReplace(under conditions, p *testUser, before record, held bool) bool {
	return slices.Contains(under.replace, p.at()) && held && before.mayBeReplaced(p)
}

// harmed reports users that the configuration names and that a run has deleted, banned or locked.
func (w *world) harmed(under conditions, before map[string]record) []string {
	var wrong []string
	for _, p := range w.testUsers {
		user, exists := w.instance.User(p.id)
		record, held := before[p.id]
		switch {
		case p.id == "":
		case exists && w.mayReplace(under, p, record, held):
			w.replacing[p.id] = true
		case !exists && (w.replacing[p.id] || w.mayReplace(under, p, record, held)):
			delete(w.replacing, p.id)
			p.forgotten()
			w.figures.count("users replaced")
		case !exists:
			w.figures.count("users lost")
			wrong = append(wrong, sprintf("%s (%s) is in the configuration and was deleted", p.name, p.id))
		case user.Banned && p.truth["banned"] == false && p.values["banned"] != true:
			w.figures.count("users lost")
			wrong = append(wrong, sprintf("%s (%s) is in the configuration and was banned", p.name, p.id))
		case user.Locked && p.truth["locked"] == false && p.values["locked"] != true:
			w.figures.count("users lost")
			wrong = append(wrong, sprintf("%s (%s) is in the configuration and was locked", p.name, p.id))
		}
	}
	return wrong
}
