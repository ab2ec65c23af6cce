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
	for _, p := range w.people {
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
	for _, p := range slices.Clone(w.people) {
		if w.chance(0.15) {
			w.renamePerson(p)
		}
		for _, at := range p.addresses() {
			if w.chance(0.15) {
				w.renameSatellite(p, at)
			}
		}
	}
}

func (w *world) newName() string { return sprintf("r%d", w.number()) }

func (w *world) renamePerson(p *person) {
	from := p.at()
	p.name = w.newName()
	w.moving.moved = append(w.moving.moved, move{from, p.at()})
	w.figures.count("moves: users renamed with moved")
}

func (w *world) renameSatellite(p *person, from address) {
	to := address{kind: from.kind, name: w.newName()}
	p.satellites[to] = p.satellites[from]
	delete(p.satellites, from)
	w.moving.moved = append(w.moving.moved, move{from, to})
	w.figures.count("moves: pieces renamed with moved")
}

// valueOf is the attribute with the identifier of a resource.
func valueOf(kind string) string { return strings.TrimPrefix(kind, "clerk_") }

// rotate lets all resources of a kind pass what they manage to the next one: with two of them, a swap.
func (w *world) rotate(p *person, kind string) {
	held := p.of(kind)
	if len(held) < 2 || kind != metadataType && p.moved {
		return
	}
	before := make([]satellite, len(held))
	for i, at := range held {
		before[i] = *p.satellites[at]
		before[i].stated = maps.Clone(before[i].stated)
	}
	for i, at := range held {
		next := before[(i+1)%len(held)]
		if kind == metadataType {
			*p.satellites[at] = next
			p.satellites[at].createFirst, p.satellites[at].exchanges = before[i].createFirst, true
			continue
		}
		p.moved, p.satellites[at].exchanges = true, true
		p.satellites[at].stated[valueOf(kind)] = next.stated[valueOf(kind)]
	}
	w.figures.count("moves: swaps of pieces")
}

// passKey moves a metadata key from one resource to another one of the same user.
func (w *world) passKey(p *person) {
	held := p.of(metadataType)
	if len(held) < 2 {
		return
	}
	w.Shuffle(len(held), func(i, j int) { held[i], held[j] = held[j], held[i] })
	from, to := p.satellites[held[0]], p.satellites[held[1]]
	gives, gets := decoded(from.stated["public"]), decoded(to.stated["public"])
	if len(gives) < 2 || gives[from.key] == nil || gets[from.key] != nil {
		return
	}
	gets[from.key] = gives[from.key]
	delete(gives, from.key)
	from.stated["public"], to.stated["public"] = encoded(gives), encoded(gets)
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

// addresses lists the resources of a person beside the clerk_user, in an order that follows from the seed.
func (p *person) addresses() []address {
	byName := func(a, b address) int { return strings.Compare(a.String(), b.String()) }
	return slices.SortedFunc(maps.Keys(p.satellites), byName)
}

// replacements chooses resources for -replace and terraform taint.
func (w *world) replacements() (replace, taint []address) {
	if !w.chance(0.4) {
		return nil, nil
	}
	records := byID(w.terraform.recorded())
	for _, p := range w.people {
		if record, held := records[p.id]; held && w.chance(0.1) && p.couldBeNew() && record.mayBeReplaced(p) {
			replace = append(replace, p.at())
			w.figures.count("moves: users replaced under faults")
		}
		for _, at := range p.addresses() {
			switch {
			case w.chance(0.15):
				replace = append(replace, at)
				w.figures.count("moves: pieces replaced")
			case w.chance(0.1) && !p.satellites[at].exchanges:
				taint = append(taint, at)
				w.figures.count("moves: pieces tainted")
			}
		}
	}
	return replace, taint
}

// mayBeReplaced reports whether -replace of a user is permitted.
func (r record) mayBeReplaced(p *person) bool {
	return !r.protected && r.policy == "delete" && p.stated["adopt_existing"] != true
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

// harmed reports users that the configuration names and that a run has deleted, banned or locked.
func (w *world) harmed(under conditions, before map[string]record) []string {
	var wrong []string
	for _, p := range w.people {
		user, exists := w.instance.User(p.id)
		record, held := before[p.id]
		switch {
		case p.id == "":
		case !exists && slices.Contains(under.replace, p.at()) && held && record.mayBeReplaced(p):
			p.forgotten()
			w.figures.count("users replaced")
		case !exists:
			w.figures.count("users lost")
			wrong = append(wrong, sprintf("%s (%s) is in the configuration and was deleted", p.name, p.id))
		case user.Banned && p.truth["banned"] == false && p.stated["banned"] != true:
			w.figures.count("users lost")
			wrong = append(wrong, sprintf("%s (%s) is in the configuration and was banned", p.name, p.id))
		case user.Locked && p.truth["locked"] == false && p.stated["locked"] != true:
			w.figures.count("users lost")
			wrong = append(wrong, sprintf("%s (%s) is in the configuration and was locked", p.name, p.id))
		}
	}
	return wrong
}
