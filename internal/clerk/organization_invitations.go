package clerk

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"strings"
)

var (
	createOrganizationInvitation = unrepeatable(http.MethodPost, "/organizations/{organization_id}/invitations").
					answersUnnamed()
	listOrganizationInvitations  = repeatable(http.MethodGet, "/organizations/{organization_id}/invitations")
	getOrganizationInvitation    = repeatable(http.MethodGet, organizationInvitationPath)
	revokeOrganizationInvitation = repeatable(http.MethodPost, organizationInvitationPath+"/revoke").
					mustShow(shows("is revoked", func(i *OrganizationInvitation) bool { return i.Status == statusRevoked }))
	listInstanceOrganizationInvitations = repeatable(http.MethodGet, "/organization_invitations")
	listUserOrganizationInvitations     = repeatable(http.MethodGet, "/users/{user_id}/organization_invitations")
)

// Codes of an invitation that cannot be revoked, and of one that exists.
const (
	codeInvitationNotPending = "organization_invitation_not_pending"
	codeInvitationAccepted   = "invitation_already_accepted"
	codeInvitationRevoked    = "invitation_already_revoked"

	codeInvitationNotUnique = "organization_invitation_not_unique"
)

const organizationInvitationPath = "/organizations/{organization_id}/invitations/{invitation_id}"

// OrganizationInvitation is an invitation of a user to an organization. Pointers are nil where Clerk answers null or
// omits the key.
type OrganizationInvitation struct {
	ID             string `json:"id"`
	EmailAddress   string `json:"email_address"`
	Role           string `json:"role"`
	RoleName       string `json:"role_name"`
	OrganizationID string `json:"organization_id"`
	// Status is pending, accepted, revoked or expired.
	Status                 string                  `json:"status"`
	InviterID              *string                 `json:"inviter_id"`
	PublicInviterData      *PublicUserData         `json:"public_inviter_data"`
	PublicOrganizationData *PublicOrganizationData `json:"public_organization_data"`
	PublicMetadata         json.RawMessage         `json:"public_metadata"`
	PrivateMetadata        json.RawMessage         `json:"private_metadata"`
	// URL accepts the invitation without any other check, so it is a secret.
	URL       *string    `json:"url"`
	ExpiresAt *UnixMilli `json:"expires_at"`
	CreatedAt UnixMilli  `json:"created_at"`
	UpdatedAt UnixMilli  `json:"updated_at"`
}

func (i *OrganizationInvitation) identity() string { return i.ID }

// Organization returns the id of the organization, empty if the answer omits it.
func (i *OrganizationInvitation) Organization() string {
	if i.OrganizationID == "" && i.PublicOrganizationData != nil {
		return i.PublicOrganizationData.ID
	}
	return i.OrganizationID
}

// PublicOrganizationData is the data of an organization that an invited user can see.
type PublicOrganizationData struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Slug     string `json:"slug"`
	ImageURL string `json:"image_url"`
	HasImage bool   `json:"has_image"`
}

// OrganizationInvitationListParams filters and pages the lists of invitations to organizations.
type OrganizationInvitationListParams struct {
	// Status is pending, accepted, revoked or expired. Empty means all.
	Status string
	// EmailAddress is the invited address, for the list of one organization.
	EmailAddress string
	// Query is a part of the invited address, for the list of the instance.
	Query string
	// OrderBy is created_at or email_address, with a minus sign for the reverse order. Empty means -created_at.
	OrderBy string
	Paging
}

func (p OrganizationInvitationListParams) query() url.Values {
	q := p.Paging.query()
	setText(q, "status", p.Status)
	setText(q, "email_address", p.EmailAddress)
	setText(q, "query", p.Query)
	setText(q, "order_by", p.OrderBy)
	return q
}

// OrganizationInvitationCreateParams is the body of POST /organizations/{organization_id}/invitations. Omitted fields
// get Clerk's default.
type OrganizationInvitationCreateParams struct {
	EmailAddress    string          `json:"email_address"`
	Role            string          `json:"role"`
	InviterUserID   Field[string]   `json:"inviter_user_id,omitzero"`
	PublicMetadata  json.RawMessage `json:"public_metadata,omitempty"`
	PrivateMetadata json.RawMessage `json:"private_metadata,omitempty"`
	RedirectURL     Field[string]   `json:"redirect_url,omitzero"`
	// ExpiresInDays is 1 to 365; the default is 30.
	ExpiresInDays Field[int64] `json:"expires_in_days,omitzero"`
	// Notify sends an email; the default is true.
	Notify Field[bool] `json:"notify,omitzero"`
}

// revokeInvitation is the body of POST …/revoke of an invitation to an organization.
type revokeInvitation struct {
	RequestingUserID Field[string] `json:"requesting_user_id,omitzero"`
}

// ListUserOrganizationInvitations lists one page of a user's invitations: GET
// /users/{user_id}/organization_invitations. An unknown user is an *Error for which IsNotFound is true; an instance
// without organizations is one with status 403.
func (c *Client) ListUserOrganizationInvitations(
	ctx context.Context,
	userID string,
	params OrganizationInvitationListParams,
) (*Page[OrganizationInvitation], error) {
	return sendForPage[OrganizationInvitation](
		ctx,
		c,
		listUserOrganizationInvitations,
		request{ids: []string{userID}, query: params.query()},
	)
}

// AllUserOrganizationInvitations lists the invitations of a user on all pages: GET
// /users/{user_id}/organization_invitations. An empty status means all. See ListUserOrganizationInvitations.
func (c *Client) AllUserOrganizationInvitations(
	ctx context.Context,
	userID, status string,
) ([]OrganizationInvitation, error) {
	return collect(allPages(listUserOrganizationInvitations, func(page Paging) (*Page[OrganizationInvitation], error) {
		return c.ListUserOrganizationInvitations(ctx, userID, OrganizationInvitationListParams{Status: status, Paging: page})
	}))
}

// CreateOrganizationInvitation invites an email address to an organization: POST
// /organizations/{organization_id}/invitations. Clerk accepts 250 requests in an hour. If no usable answer arrives, it
// searches for an invitation with these values that was created since. For an address with a pending invitation,
// IsInvited is true.
func (c *Client) CreateOrganizationInvitation(
	ctx context.Context, organizationID string, params OrganizationInvitationCreateParams,
) (*OrganizationInvitation, error) {
	differs := func(i *OrganizationInvitation) string {
		switch {
		case FoldIdentifier(i.EmailAddress) != FoldIdentifier(params.EmailAddress):
			return "its address differs from the request"
		case i.Role != params.Role:
			return "its role differs from the request"
		case i.OrganizationID != "" && i.OrganizationID != organizationID:
			return "its organization differs from the request"
		}
		return ""
	}
	return createObject(ctx, c, createOrganizationInvitation, request{ids: []string{organizationID}, body: params},
		func(i *OrganizationInvitation) error {
			if reason := differs(i); reason != "" {
				return errors.New("it is about another invitation: " + reason)
			}
			return nil
		},
		createSearch[OrganizationInvitation]{
			noun: "the invitation",
			list: func(ctx context.Context) ([]OrganizationInvitation, *answer, error) {
				search := OrganizationInvitationListParams{EmailAddress: params.EmailAddress, Paging: Paging{Limit: pageSize}}
				return searchPage[OrganizationInvitation](
					ctx, c, listOrganizationInvitations, request{ids: []string{organizationID}, query: search.query()})
			},
			// An invitation that this create replaces was revoked just before.
			matches:   func(i *OrganizationInvitation) bool { return i.Status != statusRevoked },
			differs:   differs,
			createdAt: func(i *OrganizationInvitation) UnixMilli { return i.CreatedAt },
		})
}

// IsInvited reports whether Clerk refused an invitation because the address has a pending one.
func IsInvited(err error) bool {
	return HasCode(err, codeInvitationNotUnique) || HasCode(err, codeDuplicateRecord)
}

// GetOrganizationInvitation retrieves an invitation: GET
// /organizations/{organization_id}/invitations/{invitation_id}.
func (c *Client) GetOrganizationInvitation(
	ctx context.Context, organizationID, id string,
) (*OrganizationInvitation, error) {
	r := request{ids: []string{organizationID, id}}
	return sendForObject[OrganizationInvitation](ctx, c, getOrganizationInvitation, r)
}

// ReadOrganizationInvitation retrieves an invitation for a refresh: GET
// /organizations/{organization_id}/invitations/{invitation_id}, or GET /organization_invitations for many at once. See
// collection.
func (c *Client) ReadOrganizationInvitation(
	ctx context.Context, organizationID, id string,
) (*OrganizationInvitation, error) {
	return c.organizationInvitations.read(ctx, organizationID+"/"+id)
}

// FindOrganizationInvitation returns the newest pending invitation of an address to an organization, or nil: GET
// /organizations/{organization_id}/invitations.
func (c *Client) FindOrganizationInvitation(
	ctx context.Context, organizationID, emailAddress string,
) (*OrganizationInvitation, error) {
	all, err := c.AllOrganizationInvitations(ctx, organizationID, OrganizationInvitationListParams{
		Status: statusPending, EmailAddress: emailAddress,
	})
	if err != nil {
		return nil, err
	}
	for i := range all {
		if FoldIdentifier(all[i].EmailAddress) == FoldIdentifier(emailAddress) && all[i].Status == statusPending {
			return &all[i], nil
		}
	}
	return nil, nil
}

// AllOrganizationInvitations lists invitations to an organization on all pages, or those of the whole instance for an
// empty id: GET /organizations/{organization_id}/invitations, GET /organization_invitations.
func (c *Client) AllOrganizationInvitations(
	ctx context.Context, organizationID string, params OrganizationInvitationListParams,
) ([]OrganizationInvitation, error) {
	op, r := listInstanceOrganizationInvitations, request{}
	if organizationID != "" {
		op, r.ids = listOrganizationInvitations, []string{organizationID}
	}
	return collect(allPages(op, func(page Paging) (*Page[OrganizationInvitation], error) {
		params.Paging = page
		r.query = params.query()
		return sendForPage[OrganizationInvitation](ctx, c, op, r)
	}))
}

// EachOrganizationInvitation yields the invitations to all organizations, page by page: GET /organization_invitations.
func (c *Client) EachOrganizationInvitation(ctx context.Context) iter.Seq2[OrganizationInvitation, error] {
	return allPages(listInstanceOrganizationInvitations, func(page Paging) (*Page[OrganizationInvitation], error) {
		return c.listInstanceOrganizationInvitations(ctx, page)
	})
}

func (c *Client) listInstanceOrganizationInvitations(
	ctx context.Context, page Paging,
) (*Page[OrganizationInvitation], error) {
	params := OrganizationInvitationListParams{OrderBy: "created_at", Paging: page}
	return sendForPage[OrganizationInvitation](
		ctx, c, listInstanceOrganizationInvitations, request{query: params.query()})
}

// RevokeOrganizationInvitation revokes a pending invitation: POST
// /organizations/{organization_id}/invitations/{invitation_id}/revoke. For one that is not pending, IsNotPending is
// true. userID is the user that revokes it, "" for none: it is sent only if Clerk requires it.
func (c *Client) RevokeOrganizationInvitation(ctx context.Context, organizationID, id, userID string) error {
	ids := []string{organizationID, id}
	revoke := func(body revokeInvitation) (*call, error) {
		cl := &call{operation: revokeOrganizationInvitation}
		_, err := sendCallForObject[OrganizationInvitation](ctx, c, cl, request{ids: ids, body: body})
		return cl, err
	}
	cl, err := revoke(revokeInvitation{})
	if userID != "" && HasCode(err, "form_param_missing") {
		cl, err = revoke(revokeInvitation{RequestingUserID: Set(userID)})
	}
	if err != nil && cl.inDoubt && c.hasReached(ctx, statusRevoked, func(ctx context.Context) (string, error) {
		held, err := c.GetOrganizationInvitation(ctx, organizationID, id)
		if err != nil {
			return "", err
		}
		return held.Status, nil
	}) {
		return nil
	}
	return err
}

func newOrganizationInvitations(c *Client) *collection[OrganizationInvitation] {
	return newCollection(c, collectionOf[OrganizationInvitation]{
		list: listInstanceOrganizationInvitations,
		page: c.listInstanceOrganizationInvitations,
		key:  func(i *OrganizationInvitation) string { return i.Organization() + "/" + i.ID },
		one: func(ctx context.Context, key string) (*OrganizationInvitation, error) {
			organizationID, id, _ := strings.Cut(key, "/")
			return c.GetOrganizationInvitation(ctx, organizationID, id)
		},
		marks: func(key string) []string {
			organizationID, _, _ := strings.Cut(key, "/")
			return []string{organizationID}
		},
		wrote: func(op operation, ids []string) []string {
			switch op.pattern {
			case revokeOrganizationInvitation.pattern:
				return []string{strings.Join(ids, "/")}
			case deleteOrganization.pattern:
				return ids
			}
			return nil
		},
	})
}
