package emulator

import "fmt"

// The functions in this file let tests read and change organizations and lists without the API, and without its rules.

// Organizations returns the organizations, the oldest first.
func (e *Emulator) Organizations() []Organization {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return answers(e.store.organizations.all(), func(o *organization) Organization { return o.Organization })
}

// Memberships returns the memberships of an organization, the oldest first. Without an id, those of all organizations
// are returned.
func (e *Emulator) Memberships(organizationID string) []OrganizationMembership {
	e.mu.RLock()
	defer e.mu.RUnlock()
	held := e.store.memberships.all()
	if organizationID != "" {
		held = e.store.membershipsByOrg.of(organizationID)
	}
	return answers(held, e.inspecting().wireMembership)
}

// OrganizationInvitations returns the invitations to an organization, the oldest first. Without an id, those of all
// organizations are returned.
func (e *Emulator) OrganizationInvitations(organizationID string) []OrganizationInvitation {
	e.mu.RLock()
	defer e.mu.RUnlock()
	held := e.store.organizationInvitations.all()
	if organizationID != "" {
		held = e.store.invitationsByOrg.of(organizationID)
	}
	return answers(held, e.inspecting().organizationInvitationAnswer)
}

// Roles returns the roles of organizations, the oldest first.
func (e *Emulator) Roles() []Role {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return answers(e.store.roles.all(), e.inspecting().roleAnswer)
}

// Permissions returns the permissions of organizations, the oldest first.
func (e *Emulator) Permissions() []Permission {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return answers(e.store.permissions.all(), func(p *Permission) Permission { return *p })
}

// Invitations returns the invitations to the instance, the oldest first.
func (e *Emulator) Invitations() []Invitation {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return answers(e.store.invitations.all(), e.inspecting().invitationAnswer)
}

// Allowlist returns the identifiers of the allow-list, the oldest first.
func (e *Emulator) Allowlist() []ListIdentifier {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return answers(e.store.allowlist.all(), func(i *ListIdentifier) ListIdentifier { return *i })
}

// Blocklist returns the identifiers of the block-list, the oldest first.
func (e *Emulator) Blocklist() []ListIdentifier {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return answers(e.store.blocklist.all(), func(i *ListIdentifier) ListIdentifier { return *i })
}

// Waitlist returns the entries of the waitlist, the oldest first.
func (e *Emulator) Waitlist() []WaitlistEntry {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return answers(e.store.waitlist.all(), e.inspecting().waitlistAnswer)
}

// inspecting returns a call without a request, which makes answers at the current time. The caller must hold the lock.
func (e *Emulator) inspecting() *call { return &call{Emulator: e, now: e.Now().UnixMilli()} }

// ChangeOrganization changes an organization.
func (e *Emulator) ChangeOrganization(id string, change func(*Organization)) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	held := e.store.organizations.get(id)
	if held == nil {
		return fmt.Errorf("no organization %s", id)
	}
	changed := *held
	change(&changed.Organization)
	if changed.ID != id {
		return fmt.Errorf("the id of organization %s cannot be changed", id)
	}
	e.store.organizations.put(&changed)
	e.data.changed()
	return nil
}

// ChangeMembership changes the role and the metadata of a membership. Other changes are ignored.
func (e *Emulator) ChangeMembership(organizationID, userID string, change func(*OrganizationMembership)) error {
	e.mu.Lock()
	defer e.mu.Unlock()
	held := e.store.membership(organizationID, userID)
	if held == nil {
		return fmt.Errorf("user %s is no member of organization %s", userID, organizationID)
	}
	wire := e.inspecting().wireMembership(held)
	change(&wire)
	changed := *held
	if changed.Role != wire.Role {
		changed.Role, changed.RoleName, changed.Permissions = wire.Role, "", nil
	}
	changed.PublicMetadata, changed.PrivateMetadata = wire.PublicMetadata, wire.PrivateMetadata
	e.store.memberships.put(&changed)
	e.data.changed()
	return nil
}

// Delete deletes an object by its id: an organization with its members and invitations, a membership, an invitation, a
// role, a permission, an identifier of a list, or an entry of the waitlist. An unknown id is ignored.
func (e *Emulator) Delete(id string) {
	e.mu.Lock()
	defer e.mu.Unlock()
	e.store.removeOrganization(id)
	for _, removable := range []interface{ remove(id string) }{
		e.store.memberships, e.store.organizationInvitations, e.store.roles, e.store.permissions, e.store.roleSets,
		e.store.domains, e.store.invitations, e.store.allowlist, e.store.blocklist, e.store.waitlist,
	} {
		removable.remove(id)
	}
	e.data.changed()
}
