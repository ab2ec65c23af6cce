package emulator

// at returns the invitation at the time now (milliseconds). A pending invitation can be expired then.
func (i OrganizationInvitation) at(now int64) OrganizationInvitation {
	if i.Status == "pending" && i.ExpiresAt != nil && now >= *i.ExpiresAt {
		i.Status = "expired"
	}
	return i
}

// forgotten reports whether the API no longer has an accepted invitation.
func (c *call) forgotten(i *organizationInvitation) bool {
	days := c.behaviour.AcceptedInvitationDays
	return days > 0 && i.Status == "accepted" && c.now >= i.UpdatedAt+days*millisecondsInDay
}

const millisecondsInDay = 24 * 60 * millisecondsInMinute

// organizationInvitationAnswer returns the invitation in the format of the API, with the data of the inviter unless it
// is deleted.
func (c *call) organizationInvitationAnswer(held *organizationInvitation) OrganizationInvitation {
	i := held.at(c.now)
	if i.Status != "pending" && !c.behaviour.InvitationURLKept {
		i.URL = nil
	}
	if i.RoleName == "" {
		i.RoleName = c.store.nameOfRole(i.Role)
	}
	if i.InviterID != nil {
		if inviter := c.store.users[*i.InviterID]; inviter != nil {
			i.PublicInviterData = &PublicInviter{
				UserID: inviter.ID, FirstName: inviter.FirstName, LastName: inviter.LastName,
				ImageURL: inviter.ImageURL, HasImage: inviter.HasImage, Identifier: textOf(inviter.identifier()),
			}
		}
	}
	return i
}

// publicInvitationAnswer adds the data of the organization.
func (c *call) publicInvitationAnswer(held *organizationInvitation) OrganizationInvitation {
	i := c.organizationInvitationAnswer(held)
	if o := c.store.organizations.get(i.OrganizationID); o != nil {
		slug := textOf(c.organizationAnswer(o).Slug)
		i.PublicOrganizationData = &PublicOrganization{
			ID: o.ID, Name: o.Name, Slug: slug, ImageURL: o.ImageURL, HasImage: o.HasImage,
		}
	}
	return i
}

// acceptInvitationsOf marks the pending invitations of the user's email addresses as accepted.
func (c *call) acceptInvitationsOf(o *organization, a *account) {
	for _, invitation := range c.invitationsOf(a) {
		if invitation.OrganizationID == o.ID && invitation.at(c.now).Status == "pending" {
			c.store.organizationInvitations.put(c.settled(invitation, "accepted"))
		}
	}
}

// settled returns the invitation with a final status.
func (c *call) settled(held *organizationInvitation, status string) *organizationInvitation {
	invitation := *held
	invitation.Status, invitation.UpdatedAt = status, c.now
	return &invitation
}
