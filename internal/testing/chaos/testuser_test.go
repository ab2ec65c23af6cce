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

	organizationType           = "clerk_organization"
	membershipType             = "clerk_organization_membership"
	organizationInvitationType = "clerk_organization_invitation"
	invitationType             = "clerk_invitation"
	roleType                   = "clerk_organization_role"
	permissionType             = "clerk_organization_permission"
	allowlistType              = "clerk_allowlist_identifier"
	blocklistType              = "clerk_blocklist_identifier"
)

// isAccess reports whether a type is one of the objects around users.
func isAccess(kind string) bool {
	return strings.HasPrefix(kind, organizationType) || kind == invitationType || kind == allowlistType ||
		kind == blocklistType
}

// testUser is a user that the configuration declares as a clerk_user.
type testUser struct {
	name string
	// createFirst is create_before_destroy.
	createFirst bool
	values      acctest.Values
	// apart says that the clerk_user states nothing of identifiers, metadata and
	// second factors, and that resources of their own do.
	apart      bool
	dependents map[address]*dependent
	// moved says that an identifier of its own has changed in this round.
	moved bool
	// uncertain says that a create of this round has an unknown result.
	uncertain bool
	// removed are kinds: a resource of the kind was removed in this round. Another one for the same piece would be a
	// resource that was renamed without moved.
	removed map[string]bool

	// id and truth are of the user as found after the last round. Attributes that are not configured
	// stay so. The id is empty while there is no user.
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

func (p *testUser) at() address { return address{kind: userType, name: p.name} }

// newTestUser makes a new user, or adopts an existing one.
func (w *world) newTestUser() *testUser {
	if len(w.existing) > 0 && w.chance(0.3) {
		return w.adopt()
	}
	p := &testUser{
		name:       sprintf("p%d", w.number()),
		values:     acctest.Values{},
		dependents: map[address]*dependent{},
		removed:    map[string]bool{},
		apart:      w.chance(0.4),
	}
	if p.apart {
		p.values["username"] = w.username()
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
		p.values["deletion_policy"] = w.policy()
	}
	if w.chance(0.2) {
		p.values["adopt_existing"] = true // finds a user that a lost answer has left
	}
	return p
}

// adopt declares a user who was there before Terraform.
func (w *world) adopt() *testUser {
	found := w.existing[0]
	w.existing = w.existing[1:]
	delete(w.unmanaged, found.ID)
	p := &testUser{
		name: sprintf(
			"p%d",
			w.number(),
		),
		dependents: map[address]*dependent{},
		removed:    map[string]bool{},
		adopts:     found.ID,
		truth:      snapshot(found),
		values:     acctest.Values{"adopt_existing": true, "email_addresses": []any{found.EmailAddresses[0].EmailAddress}},
	}
	for range w.IntN(4) {
		w.changeAttribute(p)
	}
	return p
}

func (w *world) inventIdentifiers(p *testUser) {
	p.reserved = w.chance(0.1)
	switch {
	case p.reserved:
		p.values["request_options"] = map[string]any{"identification_status": "reserved"}
		p.values["username"] = w.username()
		p.values["email_addresses"] = []any{w.email()}
		return
	case w.chance(0.4):
		p.values["username"] = w.username()
	}
	if w.chance(0.2) {
		p.values["web3_wallets"] = []any{sprintf("0x%040x", w.number())}
	}
	w.changeSet(p, "email_addresses", "primary_email_address", w.email)
	if w.chance(0.4) {
		w.changeSet(p, "phone_numbers", "primary_phone_number", w.phone)
	}
	if len(p.identifiers()) == 0 {
		p.values["username"] = w.username()
	}
}

// identifiers are all that the user has after the next apply, as far as that is
// certain.
func (p *testUser) identifiers() []string {
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
func (p *testUser) effective(name string) any {
	if value, stated := p.values[name]; stated {
		return value
	}
	return p.truth[name]
}

func (p *testUser) effectiveSet(name string) []string {
	switch values := p.effective(name).(type) {
	case []any:
		return stringsOf(values)
	case []string:
		return values
	}
	return nil
}

// changeSet states other identifiers: some of the old ones, and some new.
func (w *world) changeSet(p *testUser, set, primary string, invent func() string) {
	var values []any
	for _, held := range p.effectiveSet(set) {
		if w.chance(0.6) {
			values = append(values, held)
		}
	}
	for range w.IntN(3) {
		values = append(values, invent())
	}
	before := maps.Clone(p.values)
	p.values[set] = values
	delete(p.values, primary)
	switch {
	case len(values) > 1 || len(values) == 1 && w.chance(0.3):
		p.values[primary] = values[w.IntN(len(values))]
	case len(values) == 0:
		p.values[set] = []any{}
	}
	if len(p.identifiers()) == 0 {
		p.values = before
	}
}

// changeAttribute states another value, clears it, or leaves it out.
func (w *world) changeAttribute(p *testUser) {
	chosen := attributes[w.IntN(len(attributes))]
	if p.apart && isMetadata(chosen.name) {
		return
	}
	switch {
	case chosen.clears != nil && w.chance(0.2):
		p.values[chosen.name] = chosen.clears
	case w.chance(0.2):
		delete(p.values, chosen.name)
	default:
		p.values[chosen.name] = chosen.random(w)
	}
}

func (w *world) changeOptions(p *testUser) {
	name := options[w.IntN(len(options))]
	stated, _ := p.values["request_options"].(map[string]any)
	changed := maps.Clone(stated)
	if changed == nil {
		changed = map[string]any{}
	}
	if _, set := changed[name]; set && w.chance(0.5) {
		delete(changed, name)
	} else {
		changed[name] = w.flag()
	}
	p.values["request_options"] = changed
	p.keepSessions()
}

// keepSessions removes the option that a plan refuses together with a digest, which ends no session.
func (p *testUser) keepSessions() {
	stated, _ := p.values["request_options"].(map[string]any)
	if p.values["password_digest_wo"] == nil || stated[signOutOption] == nil {
		return
	}
	changed := maps.Clone(stated)
	delete(changed, signOutOption)
	p.values["request_options"] = changed
}

// changeUser changes the declaration of a user.
func (w *world) changeUser(p *testUser) {
	for range 1 + w.IntN(3) {
		switch kind := w.IntN(14); {
		case kind < 5:
			w.changeAttribute(p)
		case kind == 5:
			w.changeOptions(p)
		case kind == 6:
			p.values["deletion_policy"] = w.policy()
		case kind == 7:
			p.values["deletion_protection"] = w.flag()
		case p.apart:
			w.changeDependents(p)
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

// protected reports whether the last apply protected the user from destruction.
func (p *testUser) protected() bool { return p.values["deletion_protection"] == true }

func (p *testUser) policy() string {
	policy, _ := p.values["deletion_policy"].(string)
	if policy == "" {
		return "delete"
	}
	return policy
}

func (p *testUser) declarations() []declaration {
	declared := []declaration{{at: p.at(), values: p.values, createFirst: p.createFirst}}
	for at, s := range p.dependents {
		declared = append(declared, declaration{at: at, values: s.values, refs: toUser(p.name), createFirst: s.createFirst})
		// Terraform extends create_before_destroy to what a resource depends on.
		declared[0].createFirst = declared[0].createFirst || s.createFirst
	}
	return declared
}

// of lists the dependents of a kind, in an order that follows from the seed.
func (p *testUser) of(kind string) []address {
	var held []address
	for at := range p.dependents {
		if at.kind == kind {
			held = append(held, at)
		}
	}
	slices.SortFunc(held, func(a, b address) int { return strings.Compare(a.name, b.name) })
	return held
}

// the returns the only dependent of a kind, nil where there is none.
func (p *testUser) the(kind string) (address, *dependent) {
	for _, at := range p.of(kind) {
		return at, p.dependents[at]
	}
	return address{}, nil
}
