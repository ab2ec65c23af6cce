package chaos

import (
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// begin starts a round.
func (a *access) begin() {
	if a == nil {
		return
	}
	a.rounds++
	clear(a.removable)
	clear(a.deleted)
	clear(a.gone)
	a.kept, a.expired = nil, false
	for _, m := range a.objects {
		m.renewed, m.replaced, m.interrupted, m.former, m.uncertain = false, false, false, "", false
	}
}

// change changes the declarations.
func (a *access) change() {
	if a == nil {
		return
	}
	for _, m := range a.all() {
		switch {
		case a.w.chance(0.12) && a.mayRemove(m):
			a.remove(m)
		case a.w.chance(0.5):
			a.alter(m)
		}
	}
	for range a.w.IntN(4) {
		a.add()
	}
}

// alter changes the configuration of an object.
func (a *access) alter(m *managed) {
	w := a.w
	switch m.at.kind {
	case organizationType:
		a.alterOrganization(m)
	case membershipType:
		a.alterMembership(m)
	case organizationInvitationType, invitationType:
		a.alterInvitation(m)
	case roleType:
		switch w.IntN(4) {
		case 0:
			m.values["name"] = sprintf("Role %d", w.number())
		case 1:
			m.values["key"] = sprintf("org:r%d", w.number())
		case 2:
			m.values["description"] = []string{"", sprintf("Number %d", w.number())}[w.IntN(2)]
		default:
			delete(m.values, "permission_ids")
			if m.permission = a.any(permissionType); m.permission == nil {
				m.values["permission_ids"] = []any{}
			}
		}
	case permissionType:
		m.values[[]string{"name", "description"}[w.IntN(2)]] = sprintf("Permission %d", w.number())
	case allowlistType, blocklistType:
		if m.id != "" && w.chance(0.5) {
			m.values["identifier"], m.renewed = a.identifier(), true
		}
	}
}

func (a *access) alterOrganization(m *managed) {
	w := a.w
	switch w.IntN(5) {
	case 0:
		m.values["name"] = sprintf("Organization %d", w.number())
	case 1:
		if a.slugs {
			m.values["slug"] = sprintf("slug-%d", w.number())
		}
	case 2:
		m.values["admin_delete_enabled"] = w.flag()
	case 3:
		m.values["public_metadata"] = sprintf(`{"n": %d}`, w.number())
	default:
		m.values["private_metadata"] = sprintf(`{"note": %q}`, w.privateNote())
	}
}

func (a *access) alterMembership(m *managed) {
	w := a.w
	switch w.IntN(9) {
	case 0:
		m.values["public_metadata"] = sprintf(`{"k%d": %d}`, w.IntN(3), w.number())
	case 1:
		m.values["private_metadata"] = sprintf(`{"note": %q}`, w.privateNote())
	case 2:
		m.values["on_destroy"] = []string{"remove", "keep", "demote"}[w.IntN(3)]
		m.values["adopt_existing"] = true // otherwise it could not be replaced
		a.withoutRole(m)
	case 3, 4, 5, 6:
		a.moveMembership(m)
	default:
		a.alterRole(m)
	}
}

func (a *access) alterRole(m *managed) {
	w := a.w
	if m.founder {
		return
	}
	role := a.any(roleType)
	if w.chance(0.3) && role != nil && m.values["on_destroy"] != "keep" && m.values["on_destroy"] != "demote" {
		m.role = role
		delete(m.values, "role")
		return
	}
	a.withoutRole(m)
	if m.values["role"] = memberRole; a.hasAdministrator(m.organization) && w.chance(0.6) {
		m.values["role"] = adminRole
		a.noteAdministrator(m.organization)
	}
}

// noteAdministrator notes that a membership becomes an administrator beside the keeper or the founder.
func (a *access) noteAdministrator(organization *managed) {
	if !organization.attended {
		organization.coadministered = true
		a.w.figures.count("access: administrators beside a founder")
	}
}

// withoutRole gives a membership a role of the instance.
func (a *access) withoutRole(m *managed) {
	if m.role != nil {
		m.role = nil
		m.values["role"] = memberRole
	}
}

// moveMembership gives a membership another user, or another organization. It ends in the first one.
func (a *access) moveMembership(m *managed) {
	// The membership is removed already if this round has removed its organization.
	if m.founder || m.id == "" || len(a.w.testUsers) == 0 || !slices.Contains(a.objects, m) {
		return
	}
	before := *m
	for range 3 {
		if a.w.chance(0.6) {
			m.user = a.w.testUsers[a.w.IntN(len(a.w.testUsers))]
		}
		if a.w.chance(0.6) {
			m.organization = a.any(organizationType)
		}
		if a.mayMove(m, &before) {
			a.end(&before)
			m.renewed = true
			a.w.figures.count("access: memberships moved")
			return
		}
		m.user, m.organization = before.user, before.organization
	}
}

// mayMove reports whether a membership may be that of another user, or in another organization, and notes it.
func (a *access) mayMove(m, before *managed) bool {
	isAdministrator := m.values["role"] == adminRole
	if m.user == before.user && m.organization == before.organization ||
		isAdministrator && !a.hasAdministrator(m.organization) || !a.takePair(m) {
		return false
	}
	if isAdministrator {
		a.noteAdministrator(m.organization)
	}
	return true
}

// alterInvitation changes an invitation. One that was not accepted is then replaced.
func (a *access) alterInvitation(m *managed) {
	w := a.w
	isAccepted := m.status == "accepted"
	switch w.IntN(4) {
	case 0:
		m.values["public_metadata"] = sprintf(`{"n": %d}`, w.number())
	case 1:
		if m.at.kind == invitationType {
			return
		}
		m.values["role"] = map[any]string{adminRole: memberRole, memberRole: adminRole}[m.values["role"]]
	case 2:
		if isAccepted {
			return
		}
		m.values["email_address"] = w.email()
	default:
		m.values["resend_when"] = []any{"expired", "revoked"}
		if m.status == "" || isAccepted {
			return
		}
	}
	if !isAccepted {
		m.renewed, m.status = true, ""
	}
}

// rename renames resources with moved blocks.
func (a *access) rename(under *moves) {
	for _, m := range a.all() {
		if a.w.chance(0.15) {
			from := m.at
			m.at.name = a.w.newName()
			under.moved = append(under.moved, move{from, m.at})
			a.w.figures.count("access: renamed with moved")
		}
	}
}

// replacements chooses objects for -replace and terraform taint.
func (a *access) replacements(under *moves) {
	if a == nil {
		return
	}
	declared := a.w.configuration()
	for _, m := range a.all() {
		m.replaced, m.forced = false, false
	}
	for _, m := range a.all() {
		if !a.mayReplace(m, declared[m.at].createFirst) {
			continue
		}
		switch {
		case a.w.chance(0.1):
			under.replace = append(under.replace, m.at)
			m.replaced = true
			a.w.figures.count("access: replaced")
			if m.at.kind == organizationType {
				a.w.figures.count("access: organizations replaced")
			}
		case a.w.chance(0.07):
			under.taint = append(under.taint, m.at)
			a.w.figures.count("access: tainted")
			if slices.ContainsFunc(under.moved, func(block move) bool { return block.to == m.at }) {
				a.w.figures.count("access: tainted and renamed")
			}
		default:
			continue
		}
		m.forced = true
		if !m.takesOver() || !m.createFirst {
			m.renewed = true
		}
		if m.isInvitation() && m.status != "accepted" {
			m.replacedAnyway()
		}
		if m.at.kind == organizationType {
			a.reinvite(m)
		}
	}
}

// reinvite notes that the invitations of an organization are created again, because it is another one then.
func (a *access) reinvite(organization *managed) {
	for _, m := range a.all() {
		if m.organization == organization {
			m.renewed, m.replaced = true, m.replaced || organization.replaced
			m.replacedAnyway()
		}
	}
}

// replacedAnyway notes that an invitation is created again, whatever its status. If that fails, it can keep its status.
func (m *managed) replacedAnyway() {
	if m.status != "" {
		m.former, m.status = m.status, ""
	}
}

// failed notes that the present apply has failed with the errors.
func (a *access) failed(with string) {
	for _, m := range a.all() {
		m.interrupted = m.interrupted || m.replaced
		for line := range strings.Lines(with) {
			if isAbout(line, m.at) && strings.Contains(line, unknownResult) {
				m.uncertain = true
			}
		}
	}
}

func (a *access) mayReplace(m *managed, createFirst bool) bool {
	switch m.at.kind {
	case roleType:
		return a.mayRemove(m) && !createFirst
	case organizationType:
		// An accepted invitation cannot move to another organization.
		for _, other := range a.of(organizationInvitationType) {
			if other.organization == m && other.status == "accepted" {
				return false
			}
		}
		return !createFirst
	case organizationInvitationType, invitationType:
		return m.status != "accepted"
	case permissionType:
		return !createFirst
	}
	return !a.mayBeLastAdministrator(m)
}

// drift changes some objects outside Terraform.
func (a *access) drift() {
	if a == nil {
		return
	}
	for _, m := range a.all() {
		if m.at.kind == organizationType && m.attended && m.id != "" {
			a.attend(m)
		}
	}
	for _, m := range a.all() {
		if m.id != "" && a.w.chance(0.2) {
			a.changedByOthers(m)
		}
	}
}

// changeBetween changes an object between a plan and its apply.
func (a *access) changeBetween() {
	if a == nil || len(a.objects) == 0 {
		return
	}
	if m := a.objects[a.w.IntN(len(a.objects))]; m.id != "" {
		a.changedByOthers(m)
	}
}

// attend makes the keeper an administrator of an organization.
func (a *access) attend(m *managed) {
	for _, member := range a.w.instance.Memberships(m.id) {
		if member.PublicUserData.UserID == a.keeper {
			return
		}
	}
	a.w.instance.MustSeed(emulator.Seed{Memberships: []emulator.SeedMembership{
		{UserID: a.keeper, OrganizationID: m.id, Role: adminRole},
	}})
	a.noteOutside()
}

// noteOutside records the memberships that are not Terraform's.
func (a *access) noteOutside() {
	for _, member := range a.w.instance.Memberships("") {
		if _, isUnmanaged := a.w.unmanaged[member.PublicUserData.UserID]; isUnmanaged {
			a.outside[member.ID] = true
		}
	}
}

func (a *access) changedByOthers(m *managed) {
	w := a.w
	switch m.at.kind {
	case organizationType:
		if w.chance(0.25) {
			a.deletedByOthers(m)
		} else if a.exists(m.id) {
			w.must(w.instance.ChangeOrganization(m.id, func(o *emulator.Organization) { o.Name = "By others" }))
		}
	case membershipType:
		if m.founder {
			return
		}
		// The membership of the instance can be the one before a move.
		if held, exists := a.inventory()[m.id]; w.chance(0.5) {
			a.deletedByOthers(m)
		} else if exists {
			w.must(w.instance.ChangeMembership(held.organizationID, held.userID, func(o *emulator.OrganizationMembership) {
				o.Role = memberRole
			}))
			a.demotedByOthers(m.id)
		}
	case organizationInvitationType, invitationType:
		a.answered(m)
	case roleType:
		if a.mayRemove(m) {
			a.deletedByOthers(m)
		}
	default:
		a.deletedByOthers(m)
	}
}

// demotedByOthers notes the role of a membership that on_destroy keeps.
func (a *access) demotedByOthers(id string) {
	for i := range a.kept {
		if a.kept[i].id == id {
			a.kept[i].role = memberRole
		}
	}
}

func (a *access) deletedByOthers(m *managed) {
	a.w.instance.Delete(m.id)
	a.removable[m.id], a.deleted[m.id], m.renewed = true, true, true
	if m.at.kind == organizationType {
		a.reinvite(m)
	}
	a.w.figures.count("access: deleted by others")
}

// answered accepts, revokes or expires a pending invitation.
func (a *access) answered(m *managed) {
	w := a.w
	if !a.isPending(m.id) {
		return
	}
	switch w.IntN(3) {
	case 0:
		if m.renewed {
			return // the replacement would have to invite a user
		}
		accepted, err := w.instance.AcceptInvitation(m.id)
		w.must(err)
		w.unmanaged[accepted.UserID], _ = w.instance.User(accepted.UserID)
		a.noteOutside()
		m.status = "accepted"
	case 1:
		path := "/v1/invitations/" + m.id + "/revoke"
		if m.at.kind == organizationInvitationType {
			path = "/v1/organizations/" + m.organization.id + "/invitations/" + m.id + "/revoke"
		}
		request := httptest.NewRequest(http.MethodPost, path, http.NoBody)
		request.Header.Set("Authorization", "Bearer "+emulator.DefaultSecretKey)
		request.Header.Set("Clerk-API-Version", "2026-05-12")
		answer := httptest.NewRecorder()
		w.instance.Emulator.ServeHTTP(answer, request)
		if answer.Code == http.StatusTooManyRequests {
			return // the limit of the instance counts this request, too
		}
		if answer.Code != http.StatusOK {
			w.t.Fatalf("revoking %s: %d %s", m.id, answer.Code, answer.Body)
		}
		m.status = "revoked"
	default:
		a.expire()
		return
	}
	a.w.figures.count("access: invitations " + m.status + " outside Terraform")
	a.resend(m)
}

// expire lets all pending invitations expire.
func (a *access) expire() {
	a.expired = true
	for _, m := range a.all() {
		if m.isInvitation() && a.isPending(m.id) {
			m.status = "expired"
			a.resend(m)
			a.w.figures.count("access: invitations expired")
		}
	}
	for _, held := range a.inventory() {
		if held.kind == invitationType || held.kind == organizationInvitationType {
			a.removable[held.id] = true
		}
	}
	a.w.instance.AdvanceClock(31 * 24 * time.Hour)
}

// resend notes that the next apply creates the invitation again, because of resend_when or because this round replaces
// it anyway.
func (a *access) resend(m *managed) {
	a.removable[m.id] = true
	if m.status != "accepted" && (m.resends() || m.renewed) {
		m.renewed = true
		m.replacedAnyway()
	}
}
