package chaos

import (
	"math/rand/v2"
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

const (
	adminRole  = "org:admin"
	memberRole = "org:member"
)

// access are the objects around users in a world: organizations, memberships, invitations, roles and lists.
type access struct {
	w       *world
	objects []*managed
	slugs   bool
	// keeper is a user that Terraform does not manage, an administrator of organizations.
	keeper string
	// outside are objects that Terraform does not manage, by id.
	outside map[string]bool
	// pairs are the memberships that were ever declared, by the number of the last round in which they were.
	pairs map[pair]int
	kept  []keptMembership
	// removable are ids of objects that a plan of this round removes, or that others remove.
	removable map[string]bool
	// deleted are ids of objects that others have removed in this round.
	deleted map[string]bool
	rounds  int
	// expired says that all pending invitations have expired in this round.
	expired bool
	// gone are the memberships that this round has removed from the configuration.
	gone map[address]*managed
	// populated are the roles and permissions of a new instance.
	populated map[string]bool
}

// managed is a declared object.
type managed struct {
	at          address
	values      acctest.Values
	createFirst bool
	// user, organization, role and permission are what the object refers to.
	user                           *testUser
	organization, role, permission *managed
	// founder is the only administrator of an organization without the keeper. It stays as long as the organization.
	founder bool
	// attended says that the keeper is an administrator of the organization. Otherwise, coadministered says that a
	// membership beside the founder was an administrator: the founder then stays, because Clerk removes no last
	// administrator.
	attended, coadministered bool

	// id and ofUser are as found after the last round.
	id, ofUser string
	// status is that of an invitation as others have left it, empty for pending, and former the one before -replace.
	status, former string
	// renewed says that this round may exchange the object, and used that a member had the role after the last round.
	renewed, used bool
	// replaced says that -replace names the object, or the organization of an invitation, in the present apply, and
	// interrupted that such an apply of this round has failed.
	replaced, interrupted bool
	// uncertain says that a create of this round has an unknown result.
	uncertain bool
	// forced says that the present apply replaces the object because of -replace or a taint.
	forced bool
}

type pair struct {
	user         *testUser
	organization *managed
}

// keptMembership is one that on_destroy keeps in the instance, with the role that it has to have.
type keptMembership struct{ id, organizationID, userID, role string }

// newAccess decides whether a world has such objects.
func newAccess(w *world, behaviour *emulator.Behaviour) *access {
	random := rand.New(rand.NewPCG(w.seed, 3))
	chance := func(share float64) bool { return random.Float64() < share }
	if chance(0.3) {
		return nil
	}
	a := &access{
		w: w, slugs: chance(0.7), outside: map[string]bool{}, pairs: map[pair]int{}, removable: map[string]bool{},
		populated: map[string]bool{}, deleted: map[string]bool{}, gone: map[address]*managed{},
	}
	behaviour.SlugsDisabled = !a.slugs
	behaviour.RoleInSetDeletable = true
	behaviour.UnknownRoleInvalid = chance(0.5)
	behaviour.InvitationURLKept = chance(0.5)
	behaviour.RevokeAcceptedAllowed = chance(0.5)
	behaviour.RevokedInvitationsListed = chance(0.5)
	behaviour.BlocklistPaged = chance(0.5)
	behaviour.AllowlistDeleteRevokes = chance(0.5)
	behaviour.MembershipConsumesInvitation = chance(0.5)
	behaviour.DuplicateKeyCode = []string{"", "duplicate_record", "form_already_exists"}[random.IntN(3)]
	behaviour.DuplicateInvitationCode = []string{"", "duplicate_record"}[random.IntN(2)]
	behaviour.EmptyInvitationID = []string{"", "empty", "null"}[random.IntN(3)]
	if chance(0.3) {
		behaviour.AcceptedInvitationDays = 10
	}
	return a
}

// populate adds what the instance has before Terraform.
func (a *access) populate() {
	if a == nil {
		return
	}
	a.keeper = a.w.instance.Hold(map[string]any{"username": "keeper"})
	a.w.unmanaged[a.keeper], _ = a.w.instance.User(a.keeper)
	for _, role := range a.w.instance.Roles() {
		a.populated[role.ID] = true
	}
	for _, permission := range a.w.instance.Permissions() {
		a.populated[permission.ID] = true
	}
}

func (a *access) all() []*managed {
	if a == nil {
		return nil
	}
	return slices.Clone(a.objects)
}

func (a *access) of(kind string) []*managed {
	return slices.DeleteFunc(a.all(), func(m *managed) bool { return m.at.kind != kind })
}

// declare adds the declarations of all objects.
func (a *access) declare(declared configuration) {
	for _, m := range a.all() {
		declared[m.at] = declaration{at: m.at, values: m.values, refs: m.refs(), createFirst: m.createFirst}
	}
	// Terraform extends create_before_destroy to what a resource depends on.
	for range 3 {
		for _, d := range declared {
			for _, ref := range d.refs {
				if other := declared[ref.at]; d.createFirst && !other.createFirst {
					other.createFirst = true
					declared[ref.at] = other
				}
			}
		}
	}
}

func (m *managed) refs() references {
	refs := references{}
	if m.user != nil {
		refs["user_id"] = reference{at: m.user.at(), attribute: "id"}
	}
	if m.organization != nil {
		refs["organization_id"] = reference{at: m.organization.at, attribute: "id"}
	}
	if m.role != nil {
		refs["role"] = reference{at: m.role.at, attribute: "key"}
	}
	if m.permission != nil {
		refs["permission_ids"] = reference{at: m.permission.at, attribute: "id", inSet: true}
	}
	return refs
}

func (m *managed) isInvitation() bool {
	return m.at.kind == invitationType || m.at.kind == organizationInvitationType
}

// resends reports whether the next apply creates an expired or revoked invitation again.
func (m *managed) resends() bool { return m.values["resend_when"] != nil }

// takesOver reports whether a replacement keeps the object.
func (m *managed) takesOver() bool {
	return m.at.kind == membershipType || m.at.kind == allowlistType || m.at.kind == blocklistType
}

// start declares the first objects. With several organizations, memberships can move.
func (a *access) start() {
	if a == nil {
		return
	}
	for range 2 + a.w.IntN(3) {
		a.addOf(organizationType)
	}
	for range 5 {
		a.addOf(membershipType)
	}
	for range 10 {
		a.add()
	}
}

// add declares a new object of a random kind.
func (a *access) add() {
	if a == nil {
		return
	}
	kinds := []string{
		organizationType, membershipType, membershipType, membershipType, organizationInvitationType,
		organizationInvitationType, invitationType, roleType, permissionType, allowlistType, blocklistType,
	}
	a.addOf(kinds[a.w.IntN(len(kinds))])
}

func (a *access) addOf(kind string) {
	w := a.w
	m := &managed{
		at: address{kind: kind, name: sprintf("a%d", w.number())}, values: acctest.Values{}, renewed: true,
		createFirst: w.virtual() && w.chance(0.15),
	}
	if m.takesOver() {
		m.values["adopt_existing"] = m.createFirst
	}
	switch kind {
	case organizationType:
		m.values["name"], m.values["max_allowed_memberships"] = sprintf("Organization %d", w.number()), 0
		m.attended = w.chance(0.6)
	case membershipType:
		if !a.makeMembership(m) {
			return
		}
	case organizationInvitationType:
		if m.organization = a.any(organizationType); m.organization == nil {
			return
		}
		m.values["email_address"], m.values["role"] = w.email(), []string{adminRole, memberRole}[w.IntN(2)]
		m.values["adopt_existing"] = m.createFirst
	case invitationType:
		m.values["email_address"], m.values["adopt_existing"] = w.email(), m.createFirst
	case roleType:
		m.values["name"], m.values["key"] = sprintf("Role %d", w.number()), sprintf("org:r%d", w.number())
		m.values["include_in_initial_role_set"] = true
	case permissionType:
		m.values["name"], m.values["key"] = sprintf("Permission %d", w.number()), sprintf("org:f%d:read", w.number())
	case allowlistType, blocklistType:
		m.values["identifier"] = a.identifier()
	}
	a.objects = append(a.objects, m)
	a.alter(m)
	if kind == organizationType && !m.attended {
		a.addFounder(m)
	}
}

func (a *access) any(kind string) *managed {
	held := a.of(kind)
	if len(held) == 0 {
		return nil
	}
	return held[a.w.IntN(len(held))]
}

func (a *access) identifier() string {
	if a.w.chance(0.3) {
		return sprintf("*@Domain%d.example.com", a.w.number())
	}
	return a.w.email()
}

// makeMembership gives a new membership a user and an organization.
func (a *access) makeMembership(m *managed) bool {
	m.organization = a.any(organizationType)
	if m.organization == nil || len(a.w.testUsers) == 0 {
		return false
	}
	m.user = a.w.testUsers[a.w.IntN(len(a.w.testUsers))]
	m.values["role"] = memberRole
	return a.takePair(m)
}

// takePair reports whether a membership may be declared. One that the instance can have already is adopted.
func (a *access) takePair(m *managed) bool {
	of := pair{m.user, m.organization}
	last, known := a.pairs[of]
	if known && (last == a.rounds || a.declares(of)) {
		return false
	}
	if known || m.createFirst {
		m.values["adopt_existing"] = true
	}
	a.pairs[of] = a.rounds
	return true
}

func (a *access) declares(of pair) bool {
	return slices.ContainsFunc(a.of(membershipType), func(m *managed) bool {
		return m.user == of.user && m.organization == of.organization
	})
}

// addFounder declares the only administrator of an organization.
func (a *access) addFounder(organization *managed) {
	m := &managed{
		at: address{kind: membershipType, name: sprintf("a%d", a.w.number())}, renewed: true, founder: true,
		values: acctest.Values{"role": adminRole}, organization: organization,
	}
	if len(a.w.testUsers) == 0 {
		return
	}
	m.user = a.w.testUsers[a.w.IntN(len(a.w.testUsers))]
	if a.takePair(m) {
		a.objects = append(a.objects, m)
	}
}

// founds reports whether the user may be the only administrator of an organization. Clerk does not remove that one.
func (a *access) founds(p *testUser) bool {
	return slices.ContainsFunc(a.all(), func(m *managed) bool { return m.user == p && a.mayBeLastAdministrator(m) })
}

// mayBeLastAdministrator reports whether the member may be the only administrator. The keeper joins an organization
// that this round creates after the round.
func (a *access) mayBeLastAdministrator(m *managed) bool {
	if m.at.kind != membershipType {
		return false
	}
	isNew := m.organization.id == "" || m.organization.renewed
	return m.founder || isNew || !a.hasAdministrator(m.organization)
}

// hasAdministrator reports whether an organization has an administrator that stays: the keeper, or the founder. The
// founder is not there while an apply has not created the membership.
func (a *access) hasAdministrator(organization *managed) bool {
	return organization.attended || slices.ContainsFunc(a.of(membershipType), func(m *managed) bool {
		return m.organization == organization && m.founder && m.id != "" && a.exists(m.id)
	})
}

// isNeeded reports whether the user has to stay, because the user is the founder of an organization with a further
// administrator. Without the founder, that one could be neither removed nor demoted in the same round.
func (a *access) isNeeded(p *testUser) bool {
	return slices.ContainsFunc(a.all(), func(m *managed) bool {
		return m.user == p && m.founder && m.organization.coadministered
	})
}

// dropUser removes the memberships of a user from the configuration.
func (a *access) dropUser(p *testUser) {
	for _, m := range a.all() {
		if m.user == p {
			a.remove(m)
		}
	}
}

// remove removes an object from the configuration, and all that refer to it.
func (a *access) remove(gone *managed) {
	for _, m := range a.all() {
		switch {
		case m.organization == gone, m.role == gone:
			a.remove(m)
		case m.permission == gone:
			m.permission = nil
			m.values["permission_ids"] = []any{}
		}
	}
	a.objects = slices.DeleteFunc(a.objects, func(m *managed) bool { return m == gone })
	if gone.at.kind != membershipType || gone.id == "" {
		return
	}
	a.gone[gone.at] = gone
	a.end(gone)
}

// end notes that Terraform no longer manages the membership, and that on_destroy may keep it.
func (a *access) end(m *managed) {
	a.pairs[pair{m.user, m.organization}] = a.rounds
	held, exists := a.inventory()[m.id]
	policy := m.values["on_destroy"]
	if !exists || policy != "keep" && policy != "demote" {
		return
	}
	kept := keptMembership{m.id, held.organizationID, held.userID, memberRole}
	if policy == "keep" {
		kept.role, _ = held.values["role"].(string)
	}
	a.kept = append(a.kept, kept)
	a.w.figures.count("access: memberships kept by on_destroy")
}

// mayRemove reports whether an object can be removed in this round.
func (a *access) mayRemove(m *managed) bool {
	isUsed := slices.ContainsFunc(a.all(), func(other *managed) bool { return other.role == m })
	return !m.founder && !m.used && !isUsed
}

// empty removes all objects from the configuration.
func (a *access) empty() {
	for _, m := range a.all() {
		if m.at.kind == organizationType {
			a.remove(m)
		}
	}
	for _, m := range a.all() {
		a.remove(m)
	}
}
