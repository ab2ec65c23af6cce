package emulator

import (
	"cmp"
	"fmt"
	"net/http"
	"net/url"
	"slices"
	"strings"
)

// Values of Behaviour.IgnoreExistingUsers.
const (
	ignoreUsersAlways = "always"
	ignoreUsersNever  = "never"
)

// userInvitationParams is the body of POST /invitations.
type userInvitationParams struct {
	invitationParams
	PublicMetadata param[object] `param:"public_metadata,nullable"`
	IgnoreExisting param[bool]   `param:"ignore_existing,nullable"`
	TemplateSlug   param[string] `param:"template_slug"`
}

func (p *userInvitationParams) check(c *call, problems []problem) []problem {
	problems = p.invitationParams.check(problems)
	if slug := p.TemplateSlug; slug.Sent && slug.Value != "invitation" && slug.Value != "waitlist_invitation" {
		problems = append(problems, notAllowedValue("template_slug", "invitation", "waitlist_invitation"))
	}
	return append(problems, checkMetadata(&c.behaviour, "public_metadata", p.PublicMetadata.Value)...)
}

// createInvitation handles POST /invitations.
func (c *call) createInvitation() (any, error) {
	var params userInvitationParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	problems = params.check(c, problems)
	// Both can be null only in a request for several invitations.
	if params.PublicMetadata.Null {
		problems = append(problems, wrongType("public_metadata", "null", "object"))
	}
	if params.RedirectURL.Null {
		problems = append(problems, wrongType("redirect_url", "null", "string"))
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	ignores := params.IgnoreExisting.Value && c.behaviour.IgnoreExistingUsers != ignoreUsersNever
	made, err := c.inviteUsers([]userInvitationParams{params}, ignores)
	if err != nil {
		return nil, err
	}
	return c.invitationAnswer(made[0]), nil
}

// createInvitations handles POST /invitations/bulk. Either all or none are created.
func (c *call) createInvitations() (any, error) {
	all, err := decodeList(c, maxBulkInvitations, func(p *userInvitationParams, problems []problem) []problem {
		return p.check(c, problems)
	})
	if err != nil {
		return nil, err
	}
	made, err := c.inviteUsers(all, c.behaviour.IgnoreExistingUsers == ignoreUsersAlways)
	if err != nil {
		return nil, err
	}
	return answers(made, c.invitationAnswer), nil
}

// inviteUsers adds the invitations, unless a rule prevents one of them. ignoresUsers lets ignore_existing also apply to
// addresses of users.
func (c *call) inviteUsers(all []userInvitationParams, ignoresUsers bool) ([]*Invitation, error) {
	if c.behaviour.InvitationsNotSupported {
		return nil, invitationsNotSupported()
	}
	var pending []string
	seen := map[string]bool{}
	for _, p := range all {
		email := foldEmail(p.EmailAddress.Value)
		ignores := p.IgnoreExisting.Value
		if emailKind.claimant(c.store, email) != nil && !(ignores && ignoresUsers) {
			return nil, unprocessable(taken("email_address", identifierExists))
		}
		if !ignores && (seen[email] || c.pendingInvitation(email) != nil) {
			pending = append(pending, email)
		}
		seen[email] = true
	}
	if len(pending) > 0 {
		e := failure(http.StatusBadRequest, "duplicate_record", "duplicate invitation",
			"There are already pending invitations for the following email addresses: "+strings.Join(pending, ", "))
		e.problems[0].Meta = map[string]any{"email_addresses": pending}
		return nil, e
	}
	made := make([]*Invitation, 0, len(all))
	for _, p := range all {
		invitation := &Invitation{
			Object: "invitation", ID: newID(invitationPrefix, c.time()), Status: "pending", URL: c.invitationURL(),
			EmailAddress:   emailKind.store(&c.behaviour, p.EmailAddress.Value),
			PublicMetadata: orEmptyObject(compact(p.PublicMetadata.Value)),
			ExpiresAt:      p.expiry(c.now), CreatedAt: c.now, UpdatedAt: c.now,
		}
		c.store.invitations.put(invitation)
		made = append(made, invitation)
	}
	return made, nil
}

// pendingInvitation returns a pending invitation of the address, or nil.
func (c *call) pendingInvitation(email string) *Invitation {
	for _, invitation := range c.store.invitationByEmail.of(foldEmail(email)) {
		if invitation.at(c.now).Status == "pending" {
			return invitation
		}
	}
	return nil
}

// listInvitationsOfInstance handles GET /invitations.
func (c *call) listInvitationsOfInstance() (any, error) {
	query := c.request.URL.Query()
	requested, problems := parsePageRange(query)
	statuses, wrongStatus := checkStatuses(query["status"], invitationStatuses)
	problems = append(problems, wrongStatus...)
	text := query.Get("query")
	var found []*Invitation
	for _, invitation := range c.store.invitations.all() {
		status := invitation.at(c.now).Status
		switch {
		case len(statuses) > 0 && !slices.Contains(statuses, status),
			len(statuses) == 0 && status == "revoked" && !c.behaviour.RevokedInvitationsListed,
			text != "" && invitation.ID != text && !containsFold(text, invitation.EmailAddress):
		default:
			found = append(found, invitation)
		}
	}
	found, wrongOrder := ordered(query, found, "-created_at", map[string]compareFunc[Invitation]{
		"created_at": nil,
		"email_address": func(a, b *Invitation) int {
			return cmp.Compare(foldEmail(a.EmailAddress), foldEmail(b.EmailAddress))
		},
		"expires_at": func(a, b *Invitation) int { return compareMissing(a.ExpiresAt, b.ExpiresAt) },
	})
	if err := unprocessable(append(problems, wrongOrder...)...); err != nil {
		return nil, err
	}
	return bareList(c, query, found, requested, c.invitationAnswer), nil
}

// bareList returns a page of the rows as an array, or as an object if the request has paginated=true.
func bareList[T, A any](c *call, query url.Values, rows []*T, requested pageRange, answer func(*T) A) any {
	shown := slicePage(rows, requested)
	if c.behaviour.UnpagedListsWhole && query.Get("paginated") != "true" {
		shown = rows
	}
	return wrapped(query, answers(shown, answer), len(rows))
}

// revokeInvitation handles POST /invitations/{invitation_id}/revoke.
func (c *call) revokeInvitation() (any, error) {
	id := c.path("invitation_id")
	held := c.store.invitations.get(id)
	if held == nil {
		return nil, invitationNotFound(id)
	}
	switch {
	case held.Status == "revoked":
		return nil, failure(http.StatusBadRequest, "invitation_already_revoked", "Invitation is already revoked.",
			"Invitation is already revoked.")
	case held.Status == "accepted" && !c.behaviour.RevokeAcceptedAllowed:
		return nil, invitationAccepted()
	}
	return c.invitationAnswer(c.revoked(held)), nil
}

// revoked revokes the invitation.
func (c *call) revoked(held *Invitation) *Invitation {
	invitation := *held
	invitation.Status, invitation.Revoked, invitation.UpdatedAt = "revoked", true, c.now
	c.store.invitations.put(&invitation)
	return &invitation
}

// at returns the invitation at the time now (milliseconds). A pending invitation can be expired then.
func (i *Invitation) at(now int64) Invitation {
	invitation := *i
	if i.Status == "pending" && i.ExpiresAt != nil && now >= *i.ExpiresAt {
		invitation.Status = "expired"
	}
	return invitation
}

// invitationAnswer returns the invitation in the format of the API.
func (c *call) invitationAnswer(held *Invitation) Invitation {
	invitation := held.at(c.now)
	if invitation.Status != "pending" && !c.behaviour.InvitationURLKept {
		invitation.URL = ""
	}
	return invitation
}

func invitationAccepted() error {
	text := "Invitation is already accepted, try signing in instead."
	return failure(http.StatusBadRequest, "invitation_already_accepted", text, text)
}

func duplicateIdentifier(list, identifier string) error {
	return failure(http.StatusBadRequest, "duplicate_record", "duplicate "+list+" identifier",
		fmt.Sprintf("the identifier %s already exists", identifier))
}
