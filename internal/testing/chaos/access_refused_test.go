package chaos

import (
	"maps"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/testing/acctest"
)

// The moves in this file are those of the objects around users that a plan has to refuse.

const (
	sameObject = "Two resources manage the same"
	wouldLose  = "The apply would remove the"
)

// identifiedBy are the attributes that say which object a resource manages. The references count, too.
var identifiedBy = map[string]string{
	organizationType: "slug", organizationInvitationType: "email_address", invitationType: "email_address",
	roleType: "key", permissionType: "key", allowlistType: "identifier", blocklistType: "identifier",
}

// attempts returns the moves that have to be refused.
func (a *access) attempts() []func() *attempt {
	if a == nil {
		return nil
	}
	return []func() *attempt{a.copyObject, a.becomeOther, a.renameWithoutMoved, a.renameWithoutMoved}
}

// in lists the objects that are in the state, in a random order. Of invitations, those that are pending: the
// address of another one may be invited again, so that it does not identify the invitation.
func (a *access) in(fits func(*managed) bool) []*managed {
	var found []*managed
	for _, m := range a.all() {
		if m.id != "" && m.status == "" && fits(m) {
			found = append(found, m)
		}
	}
	a.w.Shuffle(len(found), func(i, j int) { found[i], found[j] = found[j], found[i] })
	return found
}

// isIdentified reports whether the configuration identifies the object. The name of an organization does not.
func (m *managed) isIdentified() bool {
	return m.at.kind == membershipType || m.values[identifiedBy[m.at.kind]] != nil
}

// copyObject adds another resource for an object that is managed, sometimes in another spelling.
func (a *access) copyObject() *attempt {
	found := a.in((*managed).isIdentified)
	if len(found) == 0 {
		return nil
	}
	m, declared := found[0], a.w.configuration()
	d := declaration{at: address{kind: m.at.kind, name: a.w.newName()}, refs: m.refs(), values: maps.Clone(m.values)}
	if name := identifiedBy[m.at.kind]; a.w.chance(0.3) && (name == "email_address" || name == "identifier") {
		d.values[name] = strings.ToUpper(d.values[name].(string))
	}
	if _, canAdopt := d.values["adopt_existing"]; canAdopt {
		d.values["adopt_existing"] = a.w.flag()
	}
	declared[d.at] = d
	return &attempt{"second resource of an access object", declared, moves{}, []string{sameObject}}
}

// becomeOther lets a resource manage the object of another one, which stays.
func (a *access) becomeOther() *attempt {
	for _, m := range a.in((*managed).isIdentified) {
		for _, other := range a.in(func(other *managed) bool { return other.at.kind == m.at.kind && other != m }) {
			declared := a.w.configuration()
			d := declared[m.at]
			d.values = maps.Clone(m.values)
			maps.Copy(d.values, other.identity())
			d.refs = maps.Clone(d.refs)
			for _, name := range []string{"user_id", "organization_id"} {
				if ref, isSet := other.refs()[name]; isSet {
					d.refs[name] = ref
				}
			}
			if other.isIdentified() {
				declared[m.at] = d
				return &attempt{"access object that becomes another one", declared, moves{}, []string{sameObject}}
			}
		}
	}
	return nil
}

// identity is the configured attribute that identifies the object, if it has one.
func (m *managed) identity() acctest.Values {
	name := identifiedBy[m.at.kind]
	if value, isSet := m.values[name]; isSet {
		return acctest.Values{name: value}
	}
	return nil
}

// renameWithoutMoved gives other addresses to objects. The provider recognizes an organization by its name.
func (a *access) renameWithoutMoved() *attempt {
	declared, count := a.w.configuration(), 0
	for _, m := range a.in(func(*managed) bool { return true }) {
		if count == 0 || a.w.chance(0.2) {
			declared.rename(m.at, a.w.newName())
			count++
		}
	}
	if count == 0 {
		return nil
	}
	return &attempt{"access objects renamed without moved", declared, moves{}, []string{wouldLose}}
}
