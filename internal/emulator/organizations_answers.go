package emulator

import "slices"

// organizationAnswer is an organization in an answer. Its slug can be null, although the specification does not allow
// it.
type organizationAnswer struct {
	Organization
	Slug *string `json:"slug"`
}

type membershipAnswer struct {
	OrganizationMembership
	Organization organizationAnswer `json:"organization"`
}

// organizationAnswer returns the organization in the format of the API.
func (c *call) organizationAnswer(o *organization) organizationAnswer {
	answer := organizationAnswer{Organization: o.Organization, Slug: &o.Slug}
	if c.slugsDisabled() {
		switch c.behaviour.DisabledSlug {
		case "null":
			answer.Slug = nil
		case "generated":
		default:
			answer.Slug = new(string)
		}
	}
	return answer
}

// countedOrganization adds the data that the query requests.
func (c *call) countedOrganization(o *organization) organizationAnswer {
	answer := c.organizationAnswer(o)
	query := c.request.URL.Query()
	if query.Get("include_members_count") == "true" {
		members, pending := int64(c.store.membersCount(o.ID)), int64(c.pendingInvitations(o.ID))
		answer.MembersCount, answer.PendingInvitationsCount = &members, &pending
	}
	if query.Get("include_missing_member_with_elevated_permissions") == "true" {
		lacking := !slices.ContainsFunc(c.store.membershipsByOrg.of(o.ID), c.store.administers)
		answer.MissingMemberWithElevatedPermissions = &lacking
	}
	return answer
}

// wireMembership returns the membership in the format of the API.
func (c *call) wireMembership(m *membership) OrganizationMembership {
	wire := OrganizationMembership{
		Object: "organization_membership", ID: m.ID, Role: m.Role, RoleName: m.RoleName,
		Permissions: c.store.permissionsOf(m), PublicMetadata: m.PublicMetadata, PrivateMetadata: m.PrivateMetadata,
		CreatedAt: m.CreatedAt, UpdatedAt: m.UpdatedAt,
	}
	if wire.RoleName == "" {
		wire.RoleName = c.store.nameOfRole(m.Role)
	}
	if o := c.store.organizations.get(m.OrganizationID); o != nil {
		wire.Organization = o.Organization
	}
	if a := c.store.users[m.UserID]; a != nil {
		wire.PublicUserData = a.publicUser()
	}
	return wire
}

func (c *call) membershipAnswer(m *membership) membershipAnswer {
	answer := membershipAnswer{OrganizationMembership: c.wireMembership(m)}
	if o := c.store.organizations.get(m.OrganizationID); o != nil {
		answer.Organization = c.organizationAnswer(o)
	}
	return answer
}
