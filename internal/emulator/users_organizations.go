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
	return paged(reversed(c.visible(c.store.membershipsByUser.of(a.ID))), requested, c.membershipAnswer), nil
}

// listInvitations handles GET /users/{user_id}/organization_invitations, the newest first. The official SDKs can send
// several statuses.
func (c *call) listInvitations() (any, error) {
	statuses, wrong := checkStatuses(c.request.URL.Query()["status"], invitationStatuses)
	a, requested, err := c.organizationList(wrong...)
	if err != nil {
		return nil, err
	}
	var found []*organizationInvitation
	for _, invitation := range c.invitationsOf(a) {
		if len(statuses) == 0 || slices.Contains(statuses, invitation.at(c.now).Status) {
			found = append(found, invitation)
		}
	}
	return paged(found, requested, c.publicInvitationAnswer), nil
}

// invitationsOf returns the invitations of the user and of its email addresses, the newest first.
func (c *call) invitationsOf(a *account) []*organizationInvitation {
	found := slices.Clone(c.store.invitationsByUser.of(a.ID))
	for _, email := range a.EmailAddresses {
		for _, invitation := range c.store.invitationsByEmail.of(foldEmail(email.EmailAddress)) {
			if email.claimed() && invitation.UserID == "" {
				found = append(found, invitation)
			}
		}
	}
	slices.SortStableFunc(found, c.store.organizationInvitations.compare)
	slices.Reverse(found)
	return slices.DeleteFunc(found, c.forgotten)
}

// checkStatuses returns the values of the filter status, which can be repeated.
func checkStatuses(statuses, allowed []string) ([]string, []problem) {
	if slices.ContainsFunc(statuses, func(status string) bool { return !slices.Contains(allowed, status) }) {
		return nil, []problem{notAllowedValue("status", allowed...)}
	}
	return statuses, nil
}

// organizationList returns the user and the requested page of a list.
func (c *call) organizationList(wrong ...problem) (*account, pageRange, error) {
	if err := c.organizationsOn(); err != nil {
		return nil, pageRange{}, err
	}
	requested, problems := parsePageRange(c.request.URL.Query())
	if err := unprocessable(slices.Concat(wrong, problems)...); err != nil {
		return nil, requested, err
	}
	a, err := c.account()
	return a, requested, err
}

// memberships returns the memberships of the user in the format of the API, the newest first.
func (c *call) memberships(a *account) []OrganizationMembership {
	var memberships []OrganizationMembership
	for _, m := range slices.Backward(c.store.membershipsByUser.of(a.ID)) {
		memberships = append(memberships, c.wireMembership(m))
	}
	return memberships
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
