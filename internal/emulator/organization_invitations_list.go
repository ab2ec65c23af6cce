package emulator

import (
	"cmp"
	"net/url"
	"slices"
)

// listOrganizationInvitations handles GET /organizations/{organization_id}/invitations.
func (c *call) listOrganizationInvitations() (any, error) {
	o, err := c.organization()
	if err != nil {
		return nil, err
	}
	query := c.request.URL.Query()
	return c.organizationInvitationPage(
		query,
		c.ofOrganization(o, query.Get("email_address")),
		c.organizationInvitationAnswer,
	)
}

// listPendingInvitations handles GET /organizations/{organization_id}/invitations/pending.
func (c *call) listPendingInvitations() (any, error) {
	o, err := c.organization()
	if err != nil {
		return nil, err
	}
	query := c.request.URL.Query()
	pending := url.Values{"status": {"pending"}, "limit": query["limit"], "offset": query["offset"]}
	for name := range pending {
		if len(pending[name]) == 0 {
			delete(pending, name)
		}
	}
	return c.organizationInvitationPage(pending, c.ofOrganization(o, ""), c.organizationInvitationAnswer)
}

// listAllOrganizationInvitations handles GET /organization_invitations.
func (c *call) listAllOrganizationInvitations() (any, error) {
	if err := c.organizationsOn(); err != nil {
		return nil, err
	}
	query := c.request.URL.Query()
	found := c.store.organizationInvitations.all()
	if text := query.Get("query"); text != "" {
		found = slices.DeleteFunc(slices.Clone(found), func(i *organizationInvitation) bool {
			return !containsFold(text, i.EmailAddress)
		})
	}
	return c.organizationInvitationPage(query, found, c.publicInvitationAnswer)
}

// ofOrganization returns the invitations of an organization that no domain has caused, the oldest first. Without an
// email address, the invitations of all addresses are returned.
func (c *call) ofOrganization(o *organization, email string) []*organizationInvitation {
	return slices.DeleteFunc(slices.Clone(c.store.invitationsByOrg.of(o.ID)), func(i *organizationInvitation) bool {
		return i.FromDomain || email != "" && foldEmail(i.EmailAddress) != foldEmail(email)
	})
}

func (c *call) organizationInvitationPage(
	query url.Values, candidates []*organizationInvitation, answer func(*organizationInvitation) OrganizationInvitation,
) (any, error) {
	requested, problems := parsePageRange(query)
	statuses, wrongStatus := checkStatuses(query["status"], invitationStatuses)
	problems = append(problems, wrongStatus...)
	var found []*organizationInvitation
	for _, i := range candidates {
		if !c.forgotten(i) && (len(statuses) == 0 || slices.Contains(statuses, i.at(c.now).Status)) {
			found = append(found, i)
		}
	}
	found, wrongOrder := ordered(query, found, "-created_at", map[string]compareFunc[organizationInvitation]{
		"created_at": nil,
		"email_address": func(a, b *organizationInvitation) int {
			return cmp.Compare(foldEmail(a.EmailAddress), foldEmail(b.EmailAddress))
		},
	})
	if err := unprocessable(append(problems, wrongOrder...)...); err != nil {
		return nil, err
	}
	return paged(found, requested, answer), nil
}
