package emulator

import (
	"cmp"
	"slices"
)

// invitationStatuses are the possible statuses of an invitation.
var invitationStatuses = []string{"pending", "accepted", "revoked", "expired"}

// listMemberships handles GET /users/{user_id}/organization_memberships, the newest first.
func (c *call) listMemberships() (any, error) {
	a, requested, err := c.organizationList()
	if err != nil {
		return nil, err
	}
	memberships := c.memberships(a)
	return page{Data: orEmpty(slicePage(memberships, requested)), TotalCount: len(memberships)}, nil
}

// listInvitations handles GET /users/{user_id}/organization_invitations, the newest first. The official SDKs can send
// several statuses.
func (c *call) listInvitations() (any, error) {
	statuses := c.request.URL.Query()["status"]
	var wrong []problem
	if slices.ContainsFunc(statuses, func(status string) bool { return !slices.Contains(invitationStatuses, status) }) {
		wrong = append(wrong, notAllowedValue("status", invitationStatuses...))
	}
	a, requested, err := c.organizationList(wrong...)
	if err != nil {
		return nil, err
	}
	var found []OrganizationInvitation
	for _, invitation := range slices.Backward(a.Invitations) {
		if invitation = invitation.at(c.now); len(statuses) == 0 || slices.Contains(statuses, invitation.Status) {
			found = append(found, c.completeInvitation(invitation))
		}
	}
	slices.SortStableFunc(found, func(a, b OrganizationInvitation) int { return newerFirst(a.CreatedAt, b.CreatedAt) })
	return page{Data: orEmpty(slicePage(found, requested)), TotalCount: len(found)}, nil
}

// organizationList returns the user and the requested page of a list.
func (c *call) organizationList(wrong ...problem) (*account, pageRange, error) {
	if c.behaviour.OrganizationsDisabled {
		return nil, pageRange{}, organizationsOff()
	}
	requested, problems := parsePageRange(c.request.URL.Query())
	if err := unprocessable(slices.Concat(wrong, problems)...); err != nil {
		return nil, requested, err
	}
	a, err := c.account()
	return a, requested, err
}

// memberships returns the memberships of the user in the format of the API.
func (c *call) memberships(a *account) []OrganizationMembership {
	var memberships []OrganizationMembership
	for _, membership := range slices.Backward(a.Memberships) {
		membership.Organization = c.organization(membership.Organization.ID, membership.CreatedAt)
		membership.PublicUserData = a.publicUser()
		memberships = append(memberships, membership)
	}
	slices.SortStableFunc(
		memberships,
		func(a, b OrganizationMembership) int { return newerFirst(a.CreatedAt, b.CreatedAt) },
	)
	return memberships
}

// organization returns the organization with the id. A seed can have members of an organization that it does not
// define; such an organization gets default values.
func (e *Emulator) organization(id string, created int64) Organization {
	if known := e.store.organizations[id]; known != nil {
		return *known
	}
	organization := Organization{ID: id, CreatedAt: created}
	e.completeOrganization(&organization)
	return organization
}

// completeInvitation adds the data of the organization and of the inviter, unless the inviter is deleted.
func (c *call) completeInvitation(i OrganizationInvitation) OrganizationInvitation {
	if i.InviterID != nil {
		if inviter := c.store.users[*i.InviterID]; inviter != nil {
			i.PublicInviterData = &PublicInviter{
				UserID: inviter.ID, FirstName: inviter.FirstName, LastName: inviter.LastName,
				ImageURL: inviter.ImageURL, HasImage: inviter.HasImage, Identifier: textOf(inviter.identifier()),
			}
		}
	}
	organization := c.organization(i.OrganizationID, i.CreatedAt)
	i.PublicOrganizationData = &PublicOrganization{
		ID: organization.ID, Name: organization.Name, Slug: organization.Slug,
		ImageURL: organization.ImageURL, HasImage: organization.HasImage,
	}
	return i
}

// at returns the invitation at the time now (milliseconds). A pending invitation can be expired then.
func (i OrganizationInvitation) at(now int64) OrganizationInvitation {
	if i.Status == "pending" && i.ExpiresAt != nil && now >= *i.ExpiresAt {
		i.Status = "expired"
	}
	return i
}

func (a *account) publicUser() *MembershipPublicUser {
	return &MembershipPublicUser{
		UserID:          a.ID,
		FirstName:       a.FirstName,
		LastName:        a.LastName,
		ProfileImageURL: &a.ProfileImageURL,
		ImageURL:        a.ImageURL,
		HasImage:        a.HasImage,
		Identifier:      a.identifier(),
		Username:        a.Username,
		Banned:          a.Banned,
		Deprovisioned:   a.Deprovisioned,
	}
}

// identifier returns the identifier that other users see, or nil.
func (a *account) identifier() *string {
	return cmp.Or(primaryEmail(a), primaryPhone(a), a.Username, primaryWallet(a))
}

func (a *account) memberOf(organizationID string) bool {
	return slices.ContainsFunc(
		a.Memberships,
		func(m OrganizationMembership) bool { return m.Organization.ID == organizationID },
	)
}

// newerFirst compares two times for a descending order.
func newerFirst(a, b int64) int { return cmp.Compare(b, a) }
