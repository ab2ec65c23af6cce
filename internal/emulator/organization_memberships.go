package emulator

import (
	"net/http"
	"slices"
)

// createMembership handles POST /organizations/{organization_id}/memberships.
func (c *call) createMembership() (any, error) {
	o, err := c.changeableOrganization()
	if err != nil {
		return nil, err
	}
	var params struct {
		UserID          param[string] `param:"user_id"`
		Role            param[string] `param:"role"`
		PublicMetadata  param[object] `param:"public_metadata,nullable"`
		PrivateMetadata param[object] `param:"private_metadata,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	problems = required(problems, "user_id", params.UserID)
	problems = required(problems, "role", params.Role)
	problems = append(problems, checkMetadata(&c.behaviour, "public_metadata", params.PublicMetadata.Value)...)
	problems = append(problems, checkMetadata(&c.behaviour, "private_metadata", params.PrivateMetadata.Value)...)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	a := c.visibleUser(params.UserID.Value)
	if a == nil {
		return nil, userNotFound(params.UserID.Value)
	}
	if err := c.joinRefusal(o, a, params.Role.Value); err != nil {
		return nil, err
	}
	if c.behaviour.MembershipConsumesInvitation {
		c.acceptInvitationsOf(o, a)
	}
	m := c.addMember(o.ID, a, params.Role.Value, params.PublicMetadata.Value, params.PrivateMetadata.Value)
	return c.membershipAnswer(m), nil
}

// joinRefusal returns the rule that prevents a new membership.
func (c *call) joinRefusal(o *organization, a *account, roleKey string) error {
	if c.store.membership(o.ID, a.ID) != nil {
		return alreadyMember(a.ID)
	}
	if err := c.checkRole(o, roleKey); err != nil {
		return err
	}
	if err := c.exclusive(o.ID, a.ID); err != nil {
		return err
	}
	return c.membershipQuota(o, 1)
}

// addMember adds the membership. The organization is active in the user's next session.
func (c *call) addMember(organizationID string, a *account, roleKey string, public, private object) *membership {
	m := &membership{
		ID: newID(membershipPrefix, c.time()), OrganizationID: organizationID, UserID: a.ID, Role: roleKey,
		PublicMetadata: orEmptyObject(compact(public)), PrivateMetadata: orEmptyObject(compact(private)),
		CreatedAt: c.now, UpdatedAt: c.now, added: c.now,
	}
	c.store.memberships.put(m)
	next := a.clone()
	next.NextOrganizationID = organizationID
	c.store.put(next)
	return m
}

// nextOrganization returns the organization that becomes active in a new session of the user, once.
func (c *call) nextOrganization(a *account) *string {
	id := a.NextOrganizationID
	if id == "" {
		return nil
	}
	next := a.clone()
	next.NextOrganizationID = ""
	c.store.put(next)
	if c.store.membership(id, a.ID) == nil {
		return nil
	}
	return &id
}

// updateMembership handles PATCH /organizations/{organization_id}/memberships/{user_id}.
func (c *call) updateMembership() (any, error) {
	o, held, err := c.changeableMembership()
	if err != nil {
		return nil, err
	}
	var params struct {
		Role param[string] `param:"role"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if err := unprocessable(required(problems, "role", params.Role)...); err != nil {
		return nil, err
	}
	if err := c.checkRole(o, params.Role.Value); err != nil {
		return nil, err
	}
	if held.ManagedBySCIM {
		return nil, managedBySCIM()
	}
	m := *held
	if m.Role != params.Role.Value {
		m.Role, m.RoleName, m.Permissions = params.Role.Value, "", nil
	}
	if c.store.administers(held) && !c.store.administers(&m) && !c.store.hasOtherAdmin(held) {
		return nil, lastAdmin()
	}
	m.UpdatedAt = c.now
	c.store.memberships.put(&m)
	return c.membershipAnswer(&m), nil
}

// mergeMembershipMetadata handles PATCH /organizations/{organization_id}/memberships/{user_id}/metadata.
func (c *call) mergeMembershipMetadata() (any, error) {
	_, held, err := c.changeableMembership()
	if err != nil {
		return nil, err
	}
	m := *held
	if err := c.changeSharedMetadata(merge, &m.PublicMetadata, &m.PrivateMetadata); err != nil {
		return nil, err
	}
	m.UpdatedAt = c.now
	c.store.memberships.put(&m)
	return c.membershipAnswer(&m), nil
}

// deleteMembership handles DELETE /organizations/{organization_id}/memberships/{user_id}. It returns the membership.
func (c *call) deleteMembership() (any, error) {
	_, m, err := c.changeableMembership()
	switch {
	case err != nil:
		return nil, err
	case m.ManagedBySCIM:
		return nil, managedBySCIM()
	case c.store.administers(m) && !c.store.hasOtherAdmin(m):
		return nil, lastAdmin()
	case c.behaviour.PersonalAccountsDisabled && len(c.store.membershipsByUser.of(m.UserID)) == 1:
		return nil, failure(http.StatusUnprocessableEntity, "personal_accounts_not_allowed",
			"personal accounts are not allowed", "You must maintain at least one organization membership since personal "+
				"accounts are not allowed on the application")
	}
	answer := c.membershipAnswer(m)
	c.store.memberships.remove(m.ID)
	c.store.sessions.leaveOrganization(m.OrganizationID, m.UserID)
	return answer, nil
}

// changeableMembership returns the organization and the membership in the path.
func (c *call) changeableMembership() (*organization, *membership, error) {
	o, err := c.organization()
	if err != nil {
		return nil, nil, err
	}
	m := c.store.membership(o.ID, c.path("user_id"))
	if m == nil || c.lagging(m.added) {
		return nil, nil, membershipNotFound()
	}
	return o, m, c.unlocked(o.ID, m.ID)
}

// hasOtherAdmin reports whether another member administers the organization of m.
func (s *accessStore) hasOtherAdmin(m *membership) bool {
	return slices.ContainsFunc(s.membershipsByOrg.of(m.OrganizationID), func(other *membership) bool {
		return other.ID != m.ID && s.administers(other)
	})
}
