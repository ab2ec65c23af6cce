package clerk

import (
	"context"
	"encoding/json"
	"errors"
	"iter"
	"net/http"
	"net/url"
	"slices"
)

var (
	createInvitation           = unrepeatable(http.MethodPost, "/invitations")
	listInvitations            = repeatable(http.MethodGet, "/invitations")
	revokeInvitationOfInstance = repeatable(http.MethodPost, "/invitations/{invitation_id}/revoke").
					mustShow(shows("is revoked", func(i *Invitation) bool { return i.Status == statusRevoked }))
)

// Invitation is an invitation to sign up to the instance. Pointers are nil where Clerk answers null or omits the key.
type Invitation struct {
	ID           string `json:"id"`
	EmailAddress string `json:"email_address"`
	// Status is pending, accepted, revoked or expired.
	Status         string          `json:"status"`
	PublicMetadata json.RawMessage `json:"public_metadata"`
	// URL accepts the invitation without any other check, so it is a secret.
	URL       *string    `json:"url"`
	ExpiresAt *UnixMilli `json:"expires_at"`
	CreatedAt UnixMilli  `json:"created_at"`
	UpdatedAt UnixMilli  `json:"updated_at"`
}

func (i *Invitation) identity() string { return i.ID }

// InvitationCreateParams is the body of POST /invitations. Omitted fields get Clerk's default.
type InvitationCreateParams struct {
	EmailAddress   string          `json:"email_address"`
	PublicMetadata json.RawMessage `json:"public_metadata,omitempty"`
	RedirectURL    Field[string]   `json:"redirect_url,omitzero"`
	// ExpiresInDays is 1 to 365; the default is 30.
	ExpiresInDays Field[int64] `json:"expires_in_days,omitzero"`
	// Notify sends an email; the default is true.
	Notify Field[bool] `json:"notify,omitzero"`
	// IgnoreExisting permits an address that has an invitation or a user.
	IgnoreExisting Field[bool] `json:"ignore_existing,omitzero"`
	// TemplateSlug is invitation or waitlist_invitation.
	TemplateSlug Field[string] `json:"template_slug,omitzero"`
}

// InvitationListParams filters and pages GET /invitations.
type InvitationListParams struct {
	// Status is pending, accepted, revoked or expired. Empty means all that are not revoked.
	Status string
	// Query is a part of the address, or an id.
	Query string
	// OrderBy is created_at, email_address or expires_at, with a minus sign for the reverse order. Empty means
	// -created_at.
	OrderBy string
	Paging
}

func (p InvitationListParams) query() url.Values {
	q := p.Paging.paginated()
	setText(q, "status", p.Status)
	setText(q, "query", p.Query)
	setText(q, "order_by", p.OrderBy)
	return q
}

// CreateInvitation invites an email address to sign up: POST /invitations. Clerk accepts 100 requests in an hour. If no
// usable answer arrives, it searches for an invitation of this address that was created since. For an address with a
// pending invitation, or one of a user, IsDuplicate is true.
func (c *Client) CreateInvitation(ctx context.Context, params InvitationCreateParams) (*Invitation, error) {
	// An address can have several invitations, so that the search could find that of a create at the same time.
	end, err := c.creating.take(ctx, "invitation "+FoldIdentifier(params.EmailAddress))
	if err != nil {
		return nil, newTransportError(createInvitation, err)
	}
	defer end()
	isOf := func(i *Invitation) bool { return FoldIdentifier(i.EmailAddress) == FoldIdentifier(params.EmailAddress) }
	return createObject(ctx, c, createInvitation, request{body: params},
		func(i *Invitation) error {
			if !isOf(i) {
				return errors.New("it is about the invitation of another address")
			}
			return nil
		},
		createSearch[Invitation]{
			noun: "the invitation",
			list: func(ctx context.Context) ([]Invitation, *answer, error) {
				search := InvitationListParams{Query: params.EmailAddress, Paging: Paging{Limit: pageSize}}
				return searchPage[Invitation](ctx, c, listInvitations, request{query: search.query()})
			},
			// An invitation that this create replaces was revoked just before.
			matches:   func(i *Invitation) bool { return isOf(i) && i.Status != statusRevoked },
			differs:   func(*Invitation) string { return "" },
			createdAt: func(i *Invitation) UnixMilli { return i.CreatedAt },
		})
}

// ReadInvitation retrieves an invitation for a refresh: GET /invitations. For a missing one, IsMissing is true. See
// collection.
func (c *Client) ReadInvitation(ctx context.Context, id string) (*Invitation, error) {
	return c.invitations.read(ctx, id)
}

// GetInvitation retrieves an invitation: GET /invitations with its id. A list without a status can lack revoked ones.
func (c *Client) GetInvitation(ctx context.Context, id string) (*Invitation, error) {
	found, err := c.findInvitation(ctx, id, "")
	if err == nil && found == nil {
		found, err = c.findInvitation(ctx, id, statusRevoked)
	}
	if err == nil && found == nil {
		err = &NotInListError{Operation: listInvitations.String(), Key: id}
	}
	return found, err
}

func (c *Client) findInvitation(ctx context.Context, id, status string) (*Invitation, error) {
	page, err := c.ListInvitations(ctx, InvitationListParams{
		Query: id, Status: status, Paging: Paging{Limit: pageSize},
	})
	if err != nil {
		return nil, err
	}
	for i := range page.Data {
		if page.Data[i].ID == id {
			return &page.Data[i], nil
		}
	}
	if len(page.Data) > 0 {
		return nil, &IgnoredFilterError{Operation: listInvitations.String(), Filter: "query"}
	}
	return nil, nil
}

// FindInvitation returns the newest pending invitation of an address, or nil: GET /invitations.
func (c *Client) FindInvitation(ctx context.Context, emailAddress string) (*Invitation, error) {
	all, err := c.AllInvitations(ctx, InvitationListParams{Status: statusPending, Query: emailAddress})
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

// ListInvitations lists one page of invitations: GET /invitations.
func (c *Client) ListInvitations(ctx context.Context, params InvitationListParams) (*Page[Invitation], error) {
	return sendForPage[Invitation](ctx, c, listInvitations, request{query: params.query()})
}

// AllInvitations lists invitations on all pages, the newest first: GET /invitations. Without a status, it also lists
// the revoked ones, which Clerk can omit.
func (c *Client) AllInvitations(ctx context.Context, params InvitationListParams) ([]Invitation, error) {
	all, err := collect(allPages(listInvitations, func(page Paging) (*Page[Invitation], error) {
		params.Paging = page
		return c.ListInvitations(ctx, params)
	}))
	if err != nil || params.Status != "" {
		return all, err
	}
	params.Status = statusRevoked
	revoked, err := c.AllInvitations(ctx, params)
	all = append(slices.DeleteFunc(all, func(i Invitation) bool { return i.Status == statusRevoked }), revoked...)
	slices.SortStableFunc(all, func(a, b Invitation) int { return b.CreatedAt.Time().Compare(a.CreatedAt.Time()) })
	return all, err
}

// EachInvitation yields all invitations that are not revoked, page by page: GET /invitations.
func (c *Client) EachInvitation(ctx context.Context) iter.Seq2[Invitation, error] {
	return allPages(listInvitations, func(page Paging) (*Page[Invitation], error) {
		return c.ListInvitations(ctx, InvitationListParams{OrderBy: "created_at", Paging: page})
	})
}

// RevokeInvitation revokes a pending invitation: POST /invitations/{invitation_id}/revoke. For one that is not pending,
// IsNotPending is true.
func (c *Client) RevokeInvitation(ctx context.Context, id string) error {
	cl := &call{operation: revokeInvitationOfInstance}
	_, err := sendCallForObject[Invitation](ctx, c, cl, request{ids: []string{id}})
	if err != nil && cl.inDoubt && (HasCode(err, codeInvitationRevoked) ||
		c.hasReached(ctx, statusRevoked, func(ctx context.Context) (string, error) {
			held, err := c.GetInvitation(ctx, id)
			if err != nil {
				return "", err
			}
			return held.Status, nil
		})) {
		return nil
	}
	return err
}

// hasReached reports whether a request without a usable answer was carried out: the object has the status that it
// causes. Without this search, an apply that replaces an invitation would fail, and the next one would find a revoked
// invitation, which is not sent again. When ctx ends, the search gets a short time to finish.
func (c *Client) hasReached(ctx context.Context, want string, status func(context.Context) (string, error)) bool {
	lingering, end := linger(ctx, c.clock, searchAfterInterrupt)
	defer end()
	found, err := status(lingering)
	return err == nil && found == want
}

func newInvitations(c *Client) *collection[Invitation] {
	return newCollection(c, collectionOf[Invitation]{
		list: listInvitations,
		page: func(ctx context.Context, page Paging) (*Page[Invitation], error) {
			return c.ListInvitations(ctx, InvitationListParams{OrderBy: "created_at", Paging: page})
		},
		key: (*Invitation).identity,
		one: c.GetInvitation,
		wrote: func(op operation, ids []string) []string {
			if op.pattern == revokeInvitationOfInstance.pattern {
				return ids
			}
			return nil
		},
	})
}
