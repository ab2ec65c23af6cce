package chaos

import (
	"maps"
	"slices"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/emulator"
)

// heldObject is an object of the instance.
type heldObject struct {
	kind, id, organizationID, userID string
	values                           map[string]any
}

// inventory are the objects of the instance by id: of invitations, those that are pending.
func (a *access) inventory() map[string]heldObject {
	all := map[string]heldObject{}
	if a == nil {
		return all
	}
	add := func(o heldObject) { all[o.id] = o }
	for _, o := range a.w.instance.Organizations() {
		add(heldObject{kind: organizationType, id: o.ID, values: map[string]any{
			"name": o.Name, "slug": o.Slug, "admin_delete_enabled": o.AdminDeleteEnabled,
			"max_allowed_memberships": o.MaxAllowedMemberships,
			"public_metadata":         canonicalJSON(o.PublicMetadata), "private_metadata": canonicalJSON(o.PrivateMetadata),
		}})
	}
	for _, m := range a.w.instance.Memberships("") {
		add(heldObject{membershipType, m.ID, m.Organization.ID, m.PublicUserData.UserID, map[string]any{
			"role": m.Role, "public_metadata": canonicalJSON(m.PublicMetadata),
			"private_metadata": canonicalJSON(m.PrivateMetadata),
		}})
	}
	for _, i := range a.w.instance.OrganizationInvitations("") {
		if i.Status == "pending" {
			add(heldObject{organizationInvitationType, i.ID, i.OrganizationID, "", map[string]any{
				"role": i.Role, "public_metadata": canonicalJSON(i.PublicMetadata), "email_address": i.EmailAddress,
			}})
		}
	}
	for _, i := range a.w.instance.Invitations() {
		if i.Status == "pending" {
			add(heldObject{kind: invitationType, id: i.ID, values: map[string]any{
				"public_metadata": canonicalJSON(i.PublicMetadata), "email_address": i.EmailAddress,
			}})
		}
	}
	for _, r := range a.w.instance.Roles() {
		permissions := []string{}
		for _, permission := range r.Permissions {
			permissions = append(permissions, permission.ID)
		}
		add(heldObject{kind: roleType, id: r.ID, values: map[string]any{
			"name": r.Name, "key": r.Key, "description": text(r.Description), "permission_ids": permissions,
		}})
	}
	for _, p := range a.w.instance.Permissions() {
		add(heldObject{kind: permissionType, id: p.ID, values: map[string]any{
			"name": p.Name, "key": p.Key, "description": p.Description,
		}})
	}
	a.addLists(add)
	return all
}

func (a *access) addLists(add func(heldObject)) {
	lists := map[string][]emulator.ListIdentifier{
		allowlistType: a.w.instance.Allowlist(), blocklistType: a.w.instance.Blocklist(),
	}
	for kind, list := range lists {
		for _, i := range list {
			add(heldObject{kind: kind, id: i.ID, values: map[string]any{"identifier": i.Identifier}})
		}
	}
}

func canonicalJSON(raw []byte) string { return encoded(decoded(string(raw))) }

func (a *access) exists(id string) bool {
	_, exists := a.inventory()[id]
	return exists
}

// isPending reports whether an invitation is pending.
func (a *access) isPending(id string) bool { return a.exists(id) }

// shown adds what the last plan removes to what may be removed.
func (a *access) shown(removed map[string]bool) {
	if a != nil {
		maps.Copy(a.removable, removed)
	}
}

// unplanned lists the objects that a run has removed and that no plan removes.
func (a *access) unplanned(before map[string]heldObject) []string {
	var wrong []string
	after := a.inventory()
	for id, held := range before {
		_, exists := after[id]
		planned := a.removable[id] || a.removable[held.organizationID] || a.removable[held.userID]
		if !exists && !planned && !a.isOfMove(held) {
			a.w.figures.count("access: removed without a plan")
			wrong = append(wrong, sprintf("%s %s (%v) was removed, and no plan showed that", held.kind, id, held.values))
		}
	}
	slices.Sort(wrong)
	return wrong
}

// isOfMove reports whether a move that is not complete has created the object. The state has the object before it,
// which could not be removed. A replacement removes both, and its plan shows the one in the state.
func (a *access) isOfMove(held heldObject) bool {
	recorded := a.w.terraform.recorded()
	return slices.ContainsFunc(a.all(), func(m *managed) bool {
		return m.forced && m.takesOver() && m.id != "" && m.id != held.id && m.isLike(held, recorded)
	})
}

// unknownResult begins the error of a create without an answer, after a search for the object that Clerk has refused,
// such as with a 402. The object can be in the instance and not in the state. The provider cannot know, and reports
// that.
const unknownResult = "It is unknown whether Clerk carried out"

// isUncertain reports whether an object that is not in the state can come from a create with an unknown result.
func (a *access) isUncertain(held heldObject) bool {
	recorded := a.w.terraform.recorded()
	return slices.ContainsFunc(a.all(), func(m *managed) bool { return m.uncertain && m.isLike(held, recorded) })
}

// removeUncertain removes the objects of creates with an unknown result, as users do when the next apply finds them. It
// returns how many there were.
func (a *access) removeUncertain() (removed int) {
	if a == nil {
		return 0
	}
	owned := map[string]bool{}
	for _, record := range a.w.terraform.recorded() {
		owned[record.id] = true
	}
	for id, held := range a.inventory() {
		if !owned[id] && !a.outside[id] && !a.populated[id] && a.isUncertain(held) {
			a.w.instance.Delete(id)
			a.removable[id] = true
			a.w.figures.count("access: creates with an unknown result")
			removed++
		}
	}
	return removed
}

// leavesWithOrganization reports whether an apply failed only because it destroys the last administrators of
// organizations that it destroys, too. The provider accepts that if it has seen the organization in the same run before
// the membership, or noted it at an earlier refresh or in the plan of the create. Terraform plans a create again during
// the apply if the user was new, and drops the note of the first plan. Then the order of the calls decides.
func (a *access) leavesWithOrganization(failed string) bool {
	if a == nil || failed == "" {
		return false
	}
	isKnown := func(line string) bool {
		for at, m := range a.gone {
			if isAbout(line, at) && !slices.Contains(a.objects, m.organization) {
				return strings.Contains(line, "organization_minimum_permissions_needed")
			}
		}
		return false
	}
	for line := range strings.Lines(failed) {
		if !isKnown(line) {
			return false
		}
	}
	return true
}

// isLike reports whether an object has what identifies that of the resource.
func (m *managed) isLike(held heldObject, recorded map[address]record) bool {
	switch {
	case m.at.kind != held.kind:
		return false
	case m.organization != nil && recorded[m.organization.at].id != held.organizationID:
		return false
	case m.at.kind == membershipType:
		return recorded[m.user.at()].id == held.userID
	case m.at.kind == organizationType:
		return m.values["name"] == held.values["name"]
	}
	name := identifiedBy[m.at.kind]
	configured, _ := m.values[name].(string)
	is, _ := held.values[name].(string)
	return strings.EqualFold(configured, is)
}

// check reports every difference between the instance, the state and the configuration.
func (a *access) check(recorded map[address]record) []string {
	if a == nil {
		return nil
	}
	var wrong []string
	inventory, owned := a.inventory(), map[string]string{}
	for _, m := range a.objects {
		id := recorded[m.at].id
		if id == "" {
			continue // reported before
		}
		if owned[id] != "" {
			a.w.figures.count("access: duplicates")
			wrong = append(wrong, sprintf("%s and %s are one object, %s", m.at, owned[id], id))
		}
		owned[id] = m.at.String()
		for _, problem := range a.checkObject(m, id, inventory, recorded) {
			wrong = append(wrong, sprintf("%s (%s): %s", m.at, id, problem))
		}
		m.id = id
	}
	for _, m := range a.objects {
		if m.at.kind == membershipType {
			m.ofUser = recorded[m.user.at()].id
		}
		m.used = m.at.kind == roleType && slices.ContainsFunc(a.objects, func(other *managed) bool { return other.role == m })
	}
	return append(append(wrong, a.checkKept(inventory)...), a.checkOutside(inventory, owned)...)
}

func (a *access) checkObject(
	m *managed, id string, inventory map[string]heldObject, recorded map[address]record,
) []string {
	changed := m.at.kind == membershipType && a.changedOwner(m, inventory[id])
	if m.id != "" && m.id != id && !m.renewed && !changed {
		a.w.figures.count("access: lost")
		return []string{sprintf("it was %s: an object was lost", m.id)}
	}
	held, exists := inventory[id]
	if m.isInvitation() {
		if status := a.statusOf(id); status == "expired" && a.mayStayExpired(m) || status == "revoked" && m.mayStayRevoked() {
			m.status = status
		}
		if m.status != "" {
			return a.checkFinal(m, id)
		}
	}
	switch {
	case !exists:
		a.w.figures.count("access: lost")
		return []string{"it is in the state, and not in the instance"}
	case m.id != id:
		a.w.figures.count("access: created")
	}
	return contradictions(m.wanted(held, recorded), held.values)
}

// wanted returns what the instance must hold of an object: the configured values, and what it refers to. Texts that
// Clerk compares without their case are in lower case.
func (m *managed) wanted(held heldObject, recorded map[address]record) map[string]any {
	want := map[string]any{}
	for name, value := range m.values {
		if _, compared := held.values[name]; !compared {
			continue
		}
		want[name] = value
		switch name {
		case "public_metadata", "private_metadata":
			want[name] = canonicalJSON([]byte(value.(string)))
		case "identifier", "email_address":
			want[name] = strings.ToLower(value.(string))
			held.values[name] = strings.ToLower(held.values[name].(string))
		}
	}
	if m.role != nil {
		want["role"] = m.role.values["key"]
	}
	if m.permission != nil {
		want["permission_ids"] = []string{recorded[m.permission.at].id}
	}
	if m.organization != nil {
		want["organization"], held.values["organization"] = recorded[m.organization.at].id, held.organizationID
	}
	if m.user != nil {
		want["user"], held.values["user"] = recorded[m.user.at()].id, held.userID
	}
	return want
}

// mayStayExpired reports whether the last apply of a round can leave an invitation that others, in this case the time,
// have ended. The time passes before a plan or between a plan and its apply, and never during the last apply. With
// resend_when, that one creates the invitation again.
func (a *access) mayStayExpired(m *managed) bool {
	return !m.resends() && (a.expired || m.status == "expired" || m.former == "expired" && m.interrupted)
}

// mayStayRevoked reports the same for a revocation. An apply with -replace can fail after it: the next plan, without
// -replace, has no reason to create the invitation again, and warns.
func (m *managed) mayStayRevoked() bool {
	return !m.resends() && (m.status == "revoked" || m.interrupted)
}

// checkFinal compares the status of an invitation that is no longer pending. Clerk can forget one that was accepted.
func (a *access) checkFinal(m *managed, id string) []string {
	status := a.statusOf(id)
	if status == m.status || status == "" && m.status == "accepted" {
		return nil // the state has the status of the instance: the next plan would show another one
	}
	a.w.figures.count("access: lost")
	return []string{sprintf("the invitation is %q in the instance, and was %s", status, m.status)}
}

// statusOf returns the status of an invitation, "" for one that the instance does not have.
func (a *access) statusOf(id string) string {
	for _, i := range a.w.instance.OrganizationInvitations("") {
		if i.ID == id {
			return i.Status
		}
	}
	for _, i := range a.w.instance.Invitations() {
		if i.ID == id {
			return i.Status
		}
	}
	return ""
}

// changedOwner reports whether the user or the organization of a membership is another one than before.
func (a *access) changedOwner(m *managed, held heldObject) bool {
	return m.ofUser != held.userID || m.organization.renewed
}

// checkKept reports memberships that on_destroy was to keep. Another membership of the same user is not the same: it
// has lost its metadata and its time.
func (a *access) checkKept(inventory map[string]heldObject) []string {
	var wrong []string
	for _, kept := range a.kept {
		_, hasOrganization := inventory[kept.organizationID]
		_, hasUser := a.w.instance.User(kept.userID)
		if !hasOrganization || !hasUser || a.deleted[kept.id] {
			continue
		}
		held, exists := inventory[kept.id]
		a.outside[kept.id] = true
		switch {
		case !exists:
			a.w.figures.count("access: lost")
			wrong = append(wrong, sprintf("the membership %s of %s in %s was to be kept", kept.id, kept.userID,
				kept.organizationID))
		case held.values["role"] != kept.role:
			wrong = append(wrong, sprintf("the membership %s was kept, has the role %v, and has to have %s", kept.id,
				held.values["role"], kept.role))
		}
	}
	return wrong
}

// checkOutside reports objects that are neither managed nor known.
func (a *access) checkOutside(inventory map[string]heldObject, owned map[string]string) []string {
	var wrong []string
	for id, held := range inventory {
		switch {
		case owned[id] != "" || a.outside[id] || a.populated[id]:
		case a.isUncertain(held):
			a.outside[id] = true
			a.w.figures.count("access: creates with an unknown result")
		default:
			a.w.figures.count("access: orphans")
			wrong = append(wrong, sprintf(
				"%s %s (%v) of %q in %q is an orphan", held.kind, id, held.values, held.userID, held.organizationID))
		}
	}
	return wrong
}
