package organizationinvitations

import (
	"context"
	"fmt"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/invitations"
)

type call = resourcebase.Call[invitationModel]

// read reads the invitation. One that Clerk no longer has keeps its last status: a forgotten invitation is not sent
// again.
func read(ctx context.Context, client *clerk.Client, m *invitationModel) (*invitation, error) {
	organizationID := m.OrganizationID.ValueString()
	held, err := client.ReadOrganizationInvitation(ctx, organizationID, m.ID.ValueString())
	if !clerk.IsMissing(err) || m.Status.IsNull() { // null after an import
		return held, err
	}
	// Clerk deletes the invitations with the organization.
	if _, organizationErr := client.ReadOrganization(ctx, organizationID); organizationErr != nil {
		return nil, organizationErr
	}
	return nil, m.Forgotten(err, func() (bool, error) {
		member, err := memberOf(ctx, client, m)
		return member != nil, err
	})
}

// memberOf returns the membership of the invited address, or nil.
func memberOf(ctx context.Context, client *clerk.Client, m *invitationModel) (*clerk.OrganizationMembership, error) {
	page, err := client.ListMemberships(ctx, m.OrganizationID.ValueString(), clerk.MembershipListParams{
		EmailAddresses: []string{m.Address()}, Paging: clerk.Paging{Limit: 500},
	})
	if err != nil || len(page.Data) == 0 {
		return nil, err
	}
	return &page.Data[0], nil
}

// create creates the invitation, or takes over a pending one.
func create(ctx context.Context, c *call) (*invitation, error) {
	m, none := &c.Plan, invitationModel{}
	organizationID := m.OrganizationID.ValueString()
	params := clerk.OrganizationInvitationCreateParams{
		EmailAddress: m.EmailAddress.ValueString(), Role: m.Role.ValueString(),
		InviterUserID:   resourcebase.StringParam(m.InviterUserID, none.InviterUserID),
		PublicMetadata:  resourcebase.JSONParam(m.PublicMetadata, none.PublicMetadata),
		PrivateMetadata: resourcebase.JSONParam(m.PrivateMetadata, none.PrivateMetadata),
		RedirectURL:     resourcebase.StringParam(m.RedirectURL, none.RedirectURL),
		ExpiresInDays:   resourcebase.Int64Param(m.ExpiresInDays, none.ExpiresInDays),
		Notify:          resourcebase.BoolParam(m.Notify, none.Notify),
	}
	made, err := c.Client.CreateOrganizationInvitation(ctx, organizationID, params)
	switch {
	case clerk.HasCode(err, clerk.CodeAlreadyMember):
		return nil, alreadyMember(ctx, c, err)
	case !clerk.IsInvited(err):
		return made, err
	}
	held, findErr := c.Client.FindOrganizationInvitation(ctx, organizationID, m.Address())
	switch {
	case findErr != nil || held == nil: // without it, the refusal has the usual advice
		return nil, err
	case !invitations.Adopts(c, &m.Model, label(m), organizationID+"/"+held.ID):
		return nil, nil
	case hasConfigured(ctx, m, held):
		return held, nil
	}
	// Clerk cannot change an invitation.
	err = c.Client.RevokeOrganizationInvitation(ctx, organizationID, held.ID, m.InviterUserID.ValueString())
	if err != nil && !clerk.IsNotPending(err) {
		return nil, err
	}
	return c.Client.CreateOrganizationInvitation(ctx, organizationID, params)
}

// hasConfigured reports whether an invitation has the configured values.
func hasConfigured(ctx context.Context, m *invitationModel, held *invitation) bool {
	return m.Role.ValueString() == held.Role &&
		invitations.Has(ctx, resourcebase.JSONOf(held.PublicMetadata), m.PublicMetadata) &&
		invitations.Has(ctx, resourcebase.JSONOf(held.PrivateMetadata), m.PrivateMetadata)
}

// alreadyMember describes that the address belongs to a member.
func alreadyMember(ctx context.Context, c *call, err error) error {
	member, lookupErr := memberOf(ctx, c.Client, &c.Plan)
	if lookupErr != nil || member == nil {
		return err
	}
	c.Fail("email_address", "The invited user is a member already", fmt.Sprintf(
		"%s belongs to %s, a member of %s with the role %s. Nothing was changed. Manage the membership with "+
			"clerk_organization_membership: import it as %[3]s/%[2]s. Remove this resource.",
		c.Plan.EmailAddress.ValueString(), member.UserID(), c.Plan.OrganizationID.ValueString(), member.Role))
	return nil
}

// stays refuses that an accepted invitation moves, which the plan cannot see while the new value is unknown.
func stays(_ context.Context, c *call) (*invitation, error) {
	if c.Plan.Address() != c.Prior.Address() || !c.Plan.OrganizationID.Equal(c.Prior.OrganizationID) {
		c.Fail("", "The invitation was accepted already", invitations.OtherAddress(label(&c.Prior)))
	}
	return nil, nil
}

// revoke revokes a pending invitation. For an accepted one, it warns who still has access.
func revoke(ctx context.Context, c *call) error {
	m := &c.Prior
	key := invitations.AddressKey(kind, scope(m), &m.Model)
	err := invitations.RevokeOpen(ctx, c, &m.Model, key, c.Client.OrganizationInvitationsLimited,
		operations(c.Client, m.OrganizationID.ValueString(), m.ID.ValueString(), m.InviterUserID.ValueString()))
	if err == nil && m.IsAccepted() {
		warnMember(ctx, c)
	}
	return err
}

// operations are the requests about one invitation. userID is the user that revokes it, or empty.
func operations(client *clerk.Client, organizationID, id, userID string) invitations.Operations {
	return invitations.Operations{
		Status: func(ctx context.Context) (string, error) {
			held, err := client.GetOrganizationInvitation(ctx, organizationID, id)
			if err != nil {
				return "", err
			}
			return held.Status, nil
		},
		Revoke: func(ctx context.Context) error {
			return client.RevokeOrganizationInvitation(ctx, organizationID, id, userID)
		},
	}
}

// warnMember warns that the user keeps the membership.
func warnMember(ctx context.Context, c *call) {
	m := &c.Prior
	member, err := memberOf(ctx, c.Client, m)
	switch {
	case err != nil:
		c.Warn(
			"",
			"The invitation was accepted",
			fmt.Sprintf("Only the resource leaves the state. The user with the address "+
				"%s can be a member of %s, and keeps the access. Manage it with clerk_organization_membership.",
				m.EmailAddress.ValueString(), m.OrganizationID.ValueString()),
		)
	case member != nil:
		c.Warn("", "The invited user keeps the membership", fmt.Sprintf(
			"The invitation of %s was accepted, so only the resource leaves the state. %s stays a member of %s with the role "+
				"%s. To manage or remove the membership, use clerk_organization_membership: import it as %[3]s/%[2]s.",
			m.EmailAddress.ValueString(),
			member.UserID(),
			m.OrganizationID.ValueString(),
			member.Role,
		))
	}
}

// find finds a pending invitation by the organization and the address.
func find(ctx context.Context, client *clerk.Client, name string) (*invitation, error) {
	organizationID, address, _ := strings.Cut(name, "/")
	if !validators.IsID(organizationID, organizationPrefix) || !validators.EmailAddress().Accepts(address) {
		return nil, nil
	}
	held, err := client.FindOrganizationInvitation(ctx, organizationID, address)
	if held != nil && held.OrganizationID == "" {
		held.OrganizationID = organizationID
	}
	return held, err
}
