package emulator

import (
	"cmp"
	"net/http"
	"net/url"
	"slices"
)

// maxBulkInvitations is the maximum number of invitations in a request.
const maxBulkInvitations = 10

// invitationParams are the common parameters of both kinds of invitations.
type invitationParams struct {
	EmailAddress  param[string] `param:"email_address"`
	RedirectURL   param[string] `param:"redirect_url,nullable"`
	ExpiresInDays param[int64]  `param:"expires_in_days,nullable"`
	Notify        param[bool]   `param:"notify,nullable"`
}

// organizationInvitationParams are the parameters of an invitation to an organization.
type organizationInvitationParams struct {
	invitationParams
	Role            param[string] `param:"role"`
	InviterUserID   param[string] `param:"inviter_user_id,nullable"`
	PublicMetadata  param[object] `param:"public_metadata,nullable"`
	PrivateMetadata param[object] `param:"private_metadata,nullable"`
}

// check returns the problems of the values.
func (p *invitationParams) check(problems []problem) []problem {
	problems = required(problems, "email_address", p.EmailAddress)
	if p.EmailAddress.Value != "" && !validEmail(p.EmailAddress.Value) {
		problems = append(problems, formatProblem("email_address", emailKind.format))
	}
	if p.RedirectURL.hasValue() {
		if target, err := url.Parse(p.RedirectURL.Value); err != nil || !target.IsAbs() || target.Host == "" {
			problems = append(problems, formatProblem("redirect_url", "an absolute URL"))
		}
	}
	return inRange(problems, "expires_in_days", p.ExpiresInDays, 1, 365)
}

// expiry returns when the invitation expires.
func (p *invitationParams) expiry(now int64) *int64 {
	at := now + cmp.Or(p.ExpiresInDays.Value*millisecondsInDay, invitationLife.Milliseconds())
	return &at
}

// createOrganizationInvitation handles POST /organizations/{organization_id}/invitations.
func (c *call) createOrganizationInvitation() (any, error) {
	o, err := c.changeableOrganization()
	if err != nil {
		return nil, err
	}
	var params organizationInvitationParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if err := unprocessable(params.check(c, problems)...); err != nil {
		return nil, err
	}
	invitation, err := c.invite(o, &params)
	if err != nil {
		return nil, err
	}
	return c.organizationInvitationAnswer(invitation), nil
}

// createOrganizationInvitations handles POST /organizations/{organization_id}/invitations/bulk.
func (c *call) createOrganizationInvitations() (any, error) {
	o, err := c.changeableOrganization()
	if err != nil {
		return nil, err
	}
	all, err := decodeList(c, maxBulkInvitations, func(p *organizationInvitationParams, problems []problem) []problem {
		return p.check(c, problems)
	})
	if err != nil {
		return nil, err
	}
	var made []*organizationInvitation
	for i := range all {
		invitation, err := c.invite(o, &all[i])
		if err != nil {
			if !c.behaviour.BulkInvitationsPartial {
				c.store.organizationInvitations.removeAll(made)
			}
			return nil, err
		}
		made = append(made, invitation)
	}
	return page{Data: answers(made, c.organizationInvitationAnswer), TotalCount: len(made)}, nil
}

func (p *organizationInvitationParams) check(c *call, problems []problem) []problem {
	problems = p.invitationParams.check(problems)
	problems = required(problems, "role", p.Role)
	problems = append(problems, checkMetadata(&c.behaviour, "public_metadata", p.PublicMetadata.Value)...)
	return append(problems, checkMetadata(&c.behaviour, "private_metadata", p.PrivateMetadata.Value)...)
}

// invite adds an invitation, unless a rule prevents it.
func (c *call) invite(o *organization, p *organizationInvitationParams) (*organizationInvitation, error) {
	if err := c.inviteRefusal(o, p); err != nil {
		return nil, err
	}
	target := c.invitationURL()
	invitation := &organizationInvitation{OrganizationInvitation: OrganizationInvitation{
		Object:          "organization_invitation",
		ID:              newID(organizationInvitationPrefix, c.time()),
		EmailAddress:    emailKind.store(&c.behaviour, p.EmailAddress.Value),
		Role:            p.Role.Value,
		OrganizationID:  o.ID,
		InviterID:       p.InviterUserID.pointer(),
		Status:          "pending",
		PublicMetadata:  orEmptyObject(compact(p.PublicMetadata.Value)),
		PrivateMetadata: orEmptyObject(compact(p.PrivateMetadata.Value)),
		URL:             &target,
		ExpiresAt:       p.expiry(c.now),
		CreatedAt:       c.now,
		UpdatedAt:       c.now,
	}}
	c.store.organizationInvitations.put(invitation)
	return invitation, nil
}

// invitationURL returns the URL with the ticket of an invitation.
func (c *call) invitationURL() string {
	return c.FrontendAPIURL() + "/v1/tickets/accept?ticket=" + newTraceID()
}

// inviteRefusal returns the rule that prevents an invitation.
func (c *call) inviteRefusal(o *organization, p *organizationInvitationParams) error {
	if c.behaviour.InvitationsNotSupported {
		return invitationsNotSupported()
	}
	if err := c.checkRole(o, p.Role.Value); err != nil {
		return err
	}
	if p.InviterUserID.hasValue() {
		if err := c.checkManager(o, p.InviterUserID.Value); err != nil {
			return err
		}
	}
	email := p.EmailAddress.Value
	if held := emailKind.claimant(c.store, email); held != nil && c.store.membership(o.ID, held.ID) != nil {
		return alreadyMember(email)
	}
	for _, other := range c.store.invitationsByEmail.of(foldEmail(email)) {
		if other.OrganizationID == o.ID && other.at(c.now).Status == "pending" {
			return failure(http.StatusBadRequest,
				cmp.Or(c.behaviour.DuplicateInvitationCode, "organization_invitation_not_unique"),
				"organization invitation not unique",
				"Organizations cannot have duplicate pending invitations for an email address.")
		}
	}
	return c.membershipQuota(o, 1)
}

// checkManager refuses a user that cannot manage the members of the organization.
func (c *call) checkManager(o *organization, userID string) error {
	m := c.store.membership(o.ID, userID)
	switch {
	case c.visibleUser(userID) == nil:
		return userNotFound(userID)
	case m == nil:
		return failure(http.StatusForbidden, "not_a_member_in_organization", "not a member",
			"Current user is not a member of the organization. Only organization members can perform this action.")
	case !slices.Contains(c.store.permissionsOf(m), "org:sys_memberships:manage"):
		e := failure(http.StatusForbidden, "missing_organization_permission", "missing permission",
			"Current user is missing an organization permission.")
		e.problems[0].Meta = map[string]any{"permissions": []string{"org:sys_memberships:manage"}}
		return e
	}
	return nil
}

// getOrganizationInvitation handles GET /organizations/{organization_id}/invitations/{invitation_id}.
func (c *call) getOrganizationInvitation() (any, error) {
	_, invitation, err := c.organizationInvitation()
	if err != nil {
		return nil, err
	}
	return c.organizationInvitationAnswer(invitation), nil
}

// organizationInvitation returns the organization and the invitation in the path.
func (c *call) organizationInvitation() (*organization, *organizationInvitation, error) {
	o, err := c.organization()
	if err != nil {
		return nil, nil, err
	}
	id := c.path("invitation_id")
	invitation := c.store.organizationInvitations.get(id)
	if invitation == nil || invitation.OrganizationID != o.ID || c.forgotten(invitation) {
		return nil, nil, invitationNotFound(id)
	}
	return o, invitation, nil
}

// revokeOrganizationInvitation handles POST /organizations/{organization_id}/invitations/{invitation_id}/revoke.
func (c *call) revokeOrganizationInvitation() (any, error) {
	o, held, err := c.organizationInvitation()
	if err != nil {
		return nil, err
	}
	var params struct {
		RequestingUserID param[string] `param:"requesting_user_id,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if c.behaviour.RevokeNeedsUser {
		problems = required(problems, "requesting_user_id", params.RequestingUserID)
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	if params.RequestingUserID.hasValue() {
		if err := c.checkManager(o, params.RequestingUserID.Value); err != nil {
			return nil, err
		}
	}
	if held.at(c.now).Status != "pending" {
		return nil, failure(http.StatusNotFound, "organization_invitation_not_pending", "not pending",
			"The organization invitation is not in the 'pending' status.")
	}
	revoked := c.settled(held, "revoked")
	c.store.organizationInvitations.put(revoked)
	return c.organizationInvitationAnswer(revoked), nil
}

func invitationNotFound(id string) error {
	return failure(http.StatusNotFound, "resource_not_found", "Resource not found", "No invitation was found with id "+id)
}

func invitationsNotSupported() error {
	text := "Invitations are only supported on instances that accept email addresses."
	return failure(http.StatusBadRequest, "invitations_not_supported", text, text)
}
