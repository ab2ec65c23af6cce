package chaos

import (
	"maps"
	"slices"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// The moves in this file are those that a plan has to refuse, in every order of its calls. They begin from a state that
// is up to date, and the configuration then becomes what it was.

// attempt is a run that has to fail during plan.
type attempt struct {
	what     string
	declared configuration
	under    moves
	// says are parts of errors. The plan must show at least one.
	says []string
}

const (
	renamed      = "The plan destroys a user that it also manages"
	managedTwice = "Two resources manage one user"
	setTwice     = "Two users have one identifier"
	becomesOther = "A user would get the identifiers of another user"
	passes       = "An identifier moves between two users"
	isProtected  = "The user is protected from destruction"
	removesPiece = "that another resource manages"
)

// refuse tries a move that has to be refused, sometimes with faults.
func (w *world) refuse() error {
	makers := []func() *attempt{
		w.renameWithoutMoved, w.renameWithoutMoved, w.shiftUsers, w.shiftPieces, w.copyOwner, w.secondOwner, w.moveIntoUser,
	}
	makers = append(makers, w.access.attempts()...)
	if try := makers[w.IntN(len(makers))](); try != nil {
		return w.refuses(try)
	}
	return nil
}

// refuses runs an attempt and holds that it fails and sends no write.
func (w *world) refuses(try *attempt) error {
	w.instance.ResetLog()
	under, faulty := conditions{moves: try.under}, w.chance(0.3)
	if faulty {
		under.settings = acctest.Values{"max_retries": w.IntN(2)}
		w.must(w.instance.SetFaults(w.faults()))
	}
	held := w.access.inventory()
	failed := w.terraform.apply(try.declared, under)
	w.must(w.instance.SetFaults(emulator.Faults{}))
	w.note("An apply that has to be refused ("+try.what+")", failed)
	w.figures.count("refused: " + try.what)
	var wrong []string
	if failed == "" {
		wrong = append(wrong, try.what+": the plan was not refused")
	}
	if writes := w.instance.Writes(); len(writes) > 0 {
		wrong = append(wrong, try.what+": a plan that was refused has sent "+strings.Join(writes, ", "))
	}
	says := func(part string) bool { return strings.Contains(failed, part) }
	if !faulty && failed != "" && !slices.ContainsFunc(try.says, says) {
		wrong = append(wrong, try.what+": the plan was refused for another reason: "+failed)
	}
	wrong = append(wrong, w.harmedAccess(held)...)
	return asError(append(wrong, w.harmed(under, nil)...))
}

// in lists the users that are in the state and have enough configuration for a new user, in a random order.
func (w *world) in(fits func(*testUser) bool) []*testUser {
	found := slices.DeleteFunc(slices.Clone(w.testUsers), func(p *testUser) bool {
		return p.id == "" || !p.couldBeNew() || !fits(p)
	})
	w.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
	return found
}

func anyUser(*testUser) bool { return true }

// rename gives a declared resource another address, and refers to it there.
func (c configuration) rename(from address, name string) {
	d := c[from]
	delete(c, from)
	d.at.name = name
	c[d.at] = d
	for at, dependent := range c {
		dependent.refs = dependent.refs.renamed(from, name)
		c[at] = dependent
	}
}

// remove removes a resource, and all that refer to it.
func (c configuration) remove(gone address) {
	delete(c, gone)
	for at, d := range c {
		for _, ref := range d.refs {
			if ref.at == gone {
				c.remove(at)
			}
		}
	}
}

// renameWithoutMoved gives other addresses to users and pieces. What a user keeps by deletion_policy = "retain" may be
// renamed.
func (w *world) renameWithoutMoved() *attempt {
	declared, count := w.configuration(), 0
	for _, p := range w.in(func(p *testUser) bool { return p.policy() != "retain" }) {
		// What belongs to a user that is not planned is not planned either.
		if w.chance(0.3) {
			declared.rename(p.at(), w.newName())
			count++
			continue
		}
		for _, at := range p.addresses() {
			if w.chance(0.4) {
				declared.rename(at, w.newName())
				count++
			}
		}
	}
	if count == 0 {
		return nil
	}
	return &attempt{"rename without moved", declared, moves{}, []string{renamed, isProtected, removesPiece}}
}

// identity are the attributes of a clerk_user that say who it is.
var identity = []string{
	"external_id", "username", "email_addresses", "primary_email_address", "phone_numbers", "primary_phone_number",
	"web3_wallets",
}

func (p *testUser) identity() acctest.Values {
	values := acctest.Values{}
	for _, name := range identity {
		if value, stated := p.values[name]; stated {
			values[name] = value
		}
	}
	return values
}

// becoming is the declaration of a user with other identifiers.
func (p *testUser) becoming(identifiers acctest.Values) declaration {
	values := maps.Clone(p.values)
	for _, name := range identity {
		delete(values, name)
	}
	maps.Copy(values, identifiers)
	return declaration{at: p.at(), values: values}
}

// shiftUsers lets each user of a list become the next one, as count does when the list changes: the first one is
// dropped, or a new one is put before it, or all go round.
func (w *world) shiftUsers() *attempt {
	list := w.in(func(p *testUser) bool { return !p.apart && !p.reserved })
	if len(list) < 2 {
		return nil
	}
	declared := w.configuration()
	list = list[:2+w.IntN(len(list)-1)]
	last := len(list) - 1
	switch w.IntN(3) {
	case 0:
		for i, p := range list[:last] {
			declared[p.at()] = p.becoming(list[i+1].identity())
		}
		declared.remove(list[last].at())
	case 1:
		declared[list[0].at()] = list[0].becoming(acctest.Values{"email_addresses": []any{w.email()}})
		for i, p := range list[1:] {
			declared[p.at()] = p.becoming(list[i].identity())
		}
	default:
		for i, p := range list {
			declared[p.at()] = p.becoming(list[(i+1)%len(list)].identity())
		}
	}
	return &attempt{"shift of users", declared, moves{}, []string{
		becomesOther, passes, setTwice, isProtected, "A web3 wallet cannot be added", "The user would have no identifier",
	}}
}

// shiftPieces drops the first one of a list of email addresses or phone numbers, as count does: each resource gets the
// next value by an update, and the last resource is destroyed.
func (w *world) shiftPieces() *attempt {
	kind := []string{emailType, phoneType}[w.IntN(2)]
	if p := firstOf(w.in(func(p *testUser) bool { return len(p.of(kind)) > 1 })); p != nil {
		declared, held := w.configuration(), p.of(kind)
		for i, at := range held[:len(held)-1] {
			values := maps.Clone(p.dependents[at].values)
			values[valueOf(kind)] = p.dependents[held[i+1]].values[valueOf(kind)]
			d := declared[at]
			d.values = values
			declared[at] = d
		}
		delete(declared, held[len(held)-1])
		return &attempt{"shift of pieces", declared, moves{}, []string{removesPiece}}
	}
	return nil
}

// copyOwner adds another clerk_user with the identifiers of one that is managed.
func (w *world) copyOwner() *attempt {
	if p := firstOf(w.in(anyUser)); p != nil {
		values := p.identity()
		if w.chance(0.6) {
			values["adopt_existing"] = true
		}
		declared, at := w.configuration(), address{kind: userType, name: w.newName()}
		declared[at] = declaration{at: at, values: values}
		return &attempt{"second userName of a user", declared, moves{}, []string{managedTwice, setTwice}}
	}
	return nil
}

// secondOwner adds an email address of one user to another one.
func (w *world) secondOwner() *attempt {
	takes := w.in(func(p *testUser) bool {
		_, sets := p.values["primary_email_address"]
		return !p.apart && !p.reserved && sets
	})
	for _, p := range w.in(func(p *testUser) bool { return len(p.emailAddresses()) > 0 }) {
		for _, other := range takes {
			if other == p {
				continue
			}
			values := maps.Clone(other.values)
			values["email_addresses"] = append(slices.Clone(values["email_addresses"].([]any)), p.emailAddresses()[0])
			declared := w.configuration()
			declared[other.at()] = declaration{at: other.at(), values: values, createFirst: other.createFirst}
			return &attempt{"second userName of an email address", declared, moves{}, []string{setTwice}}
		}
	}
	return nil
}

// emailAddresses are those that the configuration sets, in any resource.
func (p *testUser) emailAddresses() []any {
	if values, stated := p.values["email_addresses"].([]any); stated {
		return values
	}
	var values []any
	for _, at := range p.of(emailType) {
		values = append(values, p.dependents[at].values["email_address"])
	}
	return values
}

// moveIntoUser moves the email addresses of a user from resources of their own into its clerk_user, without removed
// blocks.
func (w *world) moveIntoUser() *attempt {
	if p := firstOf(w.in(func(p *testUser) bool { return p.apart && len(p.of(emailType)) > 0 })); p != nil {
		declared, values := w.configuration(), maps.Clone(p.values)
		values["email_addresses"], values["primary_email_address"] = p.emailAddresses(), p.truth["primary_email_address"]
		d := declared[p.at()]
		d.values = values
		declared[p.at()] = d
		for _, at := range p.of(emailType) {
			delete(declared, at)
		}
		return &attempt{"pieces moved into their clerk_user", declared, moves{}, []string{removesPiece}}
	}
	return nil
}

// firstOf returns the first user, nil for none.
func firstOf(testUsers []*testUser) *testUser {
	if len(testUsers) == 0 {
		return nil
	}
	return testUsers[0]
}
