package chaos

import (
	"maps"
	"slices"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	userType     = "clerk_user"
	metadataType = "clerk_user_metadata"
	imageType    = "clerk_user_profile_image"
	totpType     = "clerk_user_totp"
	emailType    = "clerk_email_address"
	phoneType    = "clerk_phone_number"
)

// person is somebody whom the configuration declares as a clerk_user.
type person struct {
	name string
	// createFirst is create_before_destroy.
	createFirst bool
	stated      acctest.Values
	// apart says that the clerk_user states nothing of identifiers, metadata and
	// second factors, and that resources of their own do.
	apart      bool
	satellites map[address]*satellite
	// moved says that an identifier of its own has changed in this round.
	moved bool
	// removed are the kinds of which a resource was removed in this round. Another one for the same piece would be a
	// resource that was renamed without moved.
	removed map[string]bool

	// id and truth are of the user as found after the last round: what is not stated
	// stays so. The id is empty while there is no user.
	id    string
	truth map[string]any
	// The credentials that the instance has to hold, empty for none.
	password, totp string
	backupCodes    []string
	// adopts is the id of the user to take over, empty for none.
	adopts string
	// reserved users keep the identifiers that they were created with.
	reserved bool
}

func (p *person) at() address { return address{kind: userType, name: p.name} }

// newPerson invents somebody, or takes over one of the users who are there.
func (w *world) newPerson() *person {
	if len(w.strangers) > 0 && w.chance(0.3) {
		return w.adopt()
	}
	p := &person{
		name:       sprintf("p%d", w.number()),
		stated:     acctest.Values{},
		satellites: map[address]*satellite{},
		removed:    map[string]bool{},
		apart:      w.chance(0.4),
	}
	if p.apart {
		p.stated["username"] = w.username()
	} else {
		w.inventIdentifiers(p)
		w.changePassword(p)
		w.changeFactors(p)
	}
	p.createFirst = w.virtual() && w.chance(0.1)
	for range w.IntN(8) {
		w.changeAttribute(p)
	}
	if w.chance(0.3) {
		p.stated["deletion_policy"] = w.policy()
	}
	if w.chance(0.2) {
		p.stated["adopt_existing"] = true // whoever a lost answer has left
	}
	return p
}

// adopt declares a user who was there before Terraform.
func (w *world) adopt() *person {
	stranger := w.strangers[0]
	w.strangers = w.strangers[1:]
	delete(w.bystanders, stranger.ID)
	p := &person{
		name: sprintf(
			"p%d",
			w.number(),
		),
		satellites: map[address]*satellite{},
		removed:    map[string]bool{},
		adopts:     stranger.ID,
		truth:      snapshot(stranger),
		stated:     acctest.Values{"adopt_existing": true, "email_addresses": []any{stranger.EmailAddresses[0].EmailAddress}},
	}
	for range w.IntN(4) {
		w.changeAttribute(p)
	}
	return p
}

func (w *world) inventIdentifiers(p *person) {
	p.reserved = w.chance(0.1)
	switch {
	case p.reserved:
		p.stated["identification_status"] = "reserved"
		p.stated["username"] = w.username()
		p.stated["email_addresses"] = []any{w.email()}
		return
	case w.chance(0.4):
		p.stated["username"] = w.username()
	}
	if w.chance(0.2) {
		p.stated["web3_wallets"] = []any{sprintf("0x%040x", w.number())}
	}
	w.changeSet(p, "email_addresses", "primary_email_address", w.email)
	if w.chance(0.4) {
		w.changeSet(p, "phone_numbers", "primary_phone_number", w.phone)
	}
	if len(p.identifiers()) == 0 {
		p.stated["username"] = w.username()
	}
}

// identifiers are all that the person has after the next apply, as far as that is
// certain.
func (p *person) identifiers() []string {
	var held []string
	for _, set := range []string{"email_addresses", "phone_numbers", "web3_wallets"} {
		held = append(held, p.effectiveSet(set)...)
	}
	if name, _ := p.effective("username").(string); name != "" {
		held = append(held, name)
	}
	return held
}

// effective is the value that an attribute has after the next apply.
func (p *person) effective(name string) any {
	if value, stated := p.stated[name]; stated {
		return value
	}
	return p.truth[name]
}

func (p *person) effectiveSet(name string) []string {
	switch values := p.effective(name).(type) {
	case []any:
		return stringsOf(values)
	case []string:
		return values
	}
	return nil
}

// changeSet states other identifiers: some of the old ones, and some new.
func (w *world) changeSet(p *person, set, primary string, invent func() string) {
	var values []any
	for _, held := range p.effectiveSet(set) {
		if w.chance(0.6) {
			values = append(values, held)
		}
	}
	for range w.IntN(3) {
		values = append(values, invent())
	}
	before := maps.Clone(p.stated)
	p.stated[set] = values
	delete(p.stated, primary)
	switch {
	case len(values) > 1 || len(values) == 1 && w.chance(0.3):
		p.stated[primary] = values[w.IntN(len(values))]
	case len(values) == 0:
		p.stated[set] = []any{}
	}
	if len(p.identifiers()) == 0 {
		p.stated = before
	}
}

// changeAttribute states another value, clears it, or leaves it out.
func (w *world) changeAttribute(p *person) {
	chosen := attributes[w.IntN(len(attributes))]
	if p.apart && isMetadata(chosen.name) {
		return
	}
	switch {
	case chosen.clears != nil && w.chance(0.2):
		p.stated[chosen.name] = chosen.clears
	case w.chance(0.2):
		delete(p.stated, chosen.name)
	default:
		p.stated[chosen.name] = chosen.random(w)
	}
}

func (w *world) changeOptions(p *person) {
	name := options[w.IntN(len(options))]
	if _, stated := p.stated[name]; stated && w.chance(0.5) {
		delete(p.stated, name)
	} else {
		p.stated[name] = w.flag()
	}
}

// changePerson changes what is declared of somebody.
func (w *world) changePerson(p *person) {
	for range 1 + w.IntN(3) {
		switch kind := w.IntN(14); {
		case kind < 5:
			w.changeAttribute(p)
		case kind == 5:
			w.changeOptions(p)
		case kind == 6:
			p.stated["deletion_policy"] = w.policy()
		case kind == 7:
			p.stated["deletion_protection"] = w.flag()
		case p.apart:
			w.changeSatellites(p)
		case kind < 10 && !p.reserved:
			w.changeSet(p, "email_addresses", "primary_email_address", w.email)
		case kind == 10 && !p.reserved:
			w.changeSet(p, "phone_numbers", "primary_phone_number", w.phone)
		case kind < 13:
			w.changePassword(p)
		default:
			w.changeFactors(p)
		}
	}
}

func (w *world) policy() string { return []string{"delete", "ban", "lock", "retain"}[w.IntN(4)] }

// protected reports whether the last apply protected the person from destruction.
func (p *person) protected() bool { return p.stated["deletion_protection"] == true }

func (p *person) policy() string {
	policy, _ := p.stated["deletion_policy"].(string)
	if policy == "" {
		return "delete"
	}
	return policy
}

func (p *person) declarations() []declaration {
	declared := []declaration{{at: p.at(), values: p.stated, createFirst: p.createFirst}}
	for at, s := range p.satellites {
		declared = append(declared, declaration{at: at, values: s.stated, owner: p.name, createFirst: s.createFirst})
		// Terraform extends create_before_destroy to what a resource depends on.
		declared[0].createFirst = declared[0].createFirst || s.createFirst
	}
	return declared
}

// of lists the satellites of a kind, in an order that follows from the seed.
func (p *person) of(kind string) []address {
	var held []address
	for at := range p.satellites {
		if at.kind == kind {
			held = append(held, at)
		}
	}
	slices.SortFunc(held, func(a, b address) int { return strings.Compare(a.name, b.name) })
	return held
}

// the returns the only satellite of a kind, nil where there is none.
func (p *person) the(kind string) (address, *satellite) {
	for _, at := range p.of(kind) {
		return at, p.satellites[at]
	}
	return address{}, nil
}
