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
	createMembership        = unrepeatable(http.MethodPost, "/organizations/{organization_id}/memberships")
	listMemberships         = repeatable(http.MethodGet, "/organizations/{organization_id}/memberships")
	listInstanceMemberships = repeatable(http.MethodGet, "/organization_memberships")
	updateMembership        = repeatable(http.MethodPatch, membershipPath).perUser()
	mergeMembershipMetadata = repeatable(http.MethodPatch, membershipPath+"/metadata").perUser()
	deleteMembership        = repeatable(http.MethodDelete, membershipPath)
)

const membershipPath = "/organizations/{organization_id}/memberships/{user_id}"

// MembershipCreateParams is the body of POST /organizations/{organization_id}/memberships.
type MembershipCreateParams struct {
	UserID          string          `json:"user_id"`
	Role            string          `json:"role"`
	PublicMetadata  json.RawMessage `json:"public_metadata,omitempty"`
	PrivateMetadata json.RawMessage `json:"private_metadata,omitempty"`
}

// membershipUpdateParams is the body of PATCH /organizations/{organization_id}/memberships/{user_id}.
type membershipUpdateParams struct {
	Role string `json:"role"`
}

// MembershipListParams filters and pages GET /organizations/{organization_id}/memberships.
type MembershipListParams struct {
	// UserIDs, Roles and EmailAddresses have at most 100 values each.
	UserIDs, Roles, EmailAddresses []string
	// Query is a part of an identifier or a name of the user.
	Query string
	// OrderBy is created_at or an attribute of the user, with a minus sign for the reverse order.
	OrderBy string
	Paging
}

func (p MembershipListParams) query() url.Values {
	q := p.Paging.query()
	setText(q, "query", p.Query)
	setText(q, "order_by", p.OrderBy)
	for name, values := range map[string][]string{
		"user_id": p.UserIDs, "role": p.Roles, "email_address": p.EmailAddresses,
	} {
		if len(values) > 0 {
			q[name] = values
		}
	}
	return q
}

// CreateMembership makes a user a member of an organization: POST /organizations/{organization_id}/memberships. If no
// usable answer arrives, it searches for a membership with this role that was created since. A membership that exists
// is an *Error with the code CodeAlreadyMember.
func (c *Client) CreateMembership(
	ctx context.Context, organizationID string, params MembershipCreateParams,
) (*OrganizationMembership, error) {
	differs := func(m *OrganizationMembership) string {
		if m.Role != params.Role {
			return "its role differs from the request"
		}
		return ""
	}
	return createObject(ctx, c, createMembership, request{ids: []string{organizationID}, body: params},
		func(m *OrganizationMembership) error {
			if m.UserID() != params.UserID {
				return errors.New("it is about another membership than the requested one")
			}
			return nil
		},
		createSearch[OrganizationMembership]{
			noun: "membership",
			list: func(ctx context.Context) ([]OrganizationMembership, *answer, error) {
				search := MembershipListParams{UserIDs: []string{params.UserID}, Paging: Paging{Limit: pageSize}}
				return searchPage[OrganizationMembership](
					ctx, c, listMemberships, request{ids: []string{organizationID}, query: search.query()})
			},
			matches:   func(m *OrganizationMembership) bool { return m.UserID() == params.UserID },
			differs:   differs,
			createdAt: func(m *OrganizationMembership) UnixMilli { return m.CreatedAt },
			needs:     []string{organizationID, params.UserID},
		})
}

// FindMembership retrieves the membership of a user in an organization: GET
// /organizations/{organization_id}/memberships with a filter. It is nil if there is none. An unknown organization is an
// *Error for which IsNotFound is true.
func (c *Client) FindMembership(ctx context.Context, organizationID, userID string) (*OrganizationMembership, error) {
	page, err := c.ListMemberships(ctx, organizationID, MembershipListParams{
		UserIDs: []string{userID}, Paging: Paging{Limit: pageSize},
	})
	if err != nil {
		return nil, err
	}
	for i := range page.Data {
		if page.Data[i].UserID() == userID {
			return &page.Data[i], nil
		}
	}
	if len(page.Data) > 0 {
		return nil, &IgnoredFilterError{Operation: listMemberships.String(), Filter: "user_id"}
	}
	return nil, nil
}

// ReadMembership retrieves a membership for a refresh: GET /organizations/{organization_id}/memberships, or GET
// /organization_memberships for many at once. For a missing membership or organization, IsMissing is true. See
// collection.
func (c *Client) ReadMembership(ctx context.Context, organizationID, userID string) (*OrganizationMembership, error) {
	return c.memberships.read(ctx, organizationID+"/"+userID)
}

// ListMemberships lists one page of memberships: GET /organizations/{organization_id}/memberships.
func (c *Client) ListMemberships(
	ctx context.Context, organizationID string, params MembershipListParams,
) (*Page[OrganizationMembership], error) {
	return sendForPage[OrganizationMembership](
		ctx, c, listMemberships, request{ids: []string{organizationID}, query: params.query()})
}

// AllMemberships lists the memberships of an organization on all pages: GET
// /organizations/{organization_id}/memberships. See MembershipListParams.
func (c *Client) AllMemberships(
	ctx context.Context, organizationID string, params MembershipListParams,
) ([]OrganizationMembership, error) {
	return collect(allPages(listMemberships, func(page Paging) (*Page[OrganizationMembership], error) {
		params.Paging = page
		return c.ListMemberships(ctx, organizationID, params)
	}))
}

// ListInstanceMemberships lists one page of the memberships of all organizations: GET /organization_memberships.
func (c *Client) ListInstanceMemberships(ctx context.Context, page Paging) (*Page[OrganizationMembership], error) {
	query := page.query()
	query.Set("order_by", "created_at")
	return sendForPage[OrganizationMembership](ctx, c, listInstanceMemberships, request{query: query})
}

// EachMembership yields the memberships of all organizations, page by page: GET /organization_memberships.
func (c *Client) EachMembership(ctx context.Context) iter.Seq2[OrganizationMembership, error] {
	return allPages(listInstanceMemberships, func(page Paging) (*Page[OrganizationMembership], error) {
		return c.ListInstanceMemberships(ctx, page)
	})
}

// UpdateMembership changes the role: PATCH /organizations/{organization_id}/memberships/{user_id}. Clerk accepts 10
// requests for a membership in 10 s.
func (c *Client) UpdateMembership(
	ctx context.Context, organizationID, userID, role string,
) (*OrganizationMembership, error) {
	r := request{ids: []string{organizationID, userID}, body: membershipUpdateParams{Role: role}}
	return sendForObject[OrganizationMembership](ctx, c, updateMembership, r)
}

// MergeMembershipMetadata merges metadata, at any depth: PATCH
// /organizations/{organization_id}/memberships/{user_id}/metadata. A key with the value null is deleted.
func (c *Client) MergeMembershipMetadata(
	ctx context.Context, organizationID, userID string, params OrganizationMetadataParams,
) (*OrganizationMembership, error) {
	r := request{ids: []string{organizationID, userID}, body: params}
	return sendForObject[OrganizationMembership](ctx, c, mergeMembershipMetadata, r)
}

// DeleteMembership removes a user from an organization: DELETE /organizations/{organization_id}/memberships/{user_id}.
// Unknown ids are handled as in DeleteUser.
func (c *Client) DeleteMembership(ctx context.Context, organizationID, userID string) error {
	return sendRemoval[OrganizationMembership](ctx, c, deleteMembership, organizationID, userID)
}

func newMemberships(c *Client) *collection[OrganizationMembership] {
	return newCollection(c, collectionOf[OrganizationMembership]{
		list: listInstanceMemberships,
		page: c.ListInstanceMemberships,
		key:  func(m *OrganizationMembership) string { return strings.Join(m.location(), "/") },
		some: c.someMemberships,
		cost: func(keys []string) int { return len(byOrganization(keys)) },
		one: func(ctx context.Context, key string) (*OrganizationMembership, error) {
			organizationID, userID, _ := strings.Cut(key, "/")
			found, err := c.FindMembership(ctx, organizationID, userID)
			if err == nil && found == nil {
				err = &NotInListError{Operation: listMemberships.String(), Key: userID}
			}
			return found, err
		},
		marks: func(key string) []string {
			organizationID, userID, _ := strings.Cut(key, "/")
			return []string{organizationID, userID}
		},
		wrote: wroteMemberships,
	})
}

// wroteMemberships returns the membership of a request, and the organization or the user if it deletes all their
// memberships.
func wroteMemberships(op operation, ids []string) []string {
	switch {
	case strings.HasPrefix(op.pattern, membershipPath):
		return []string{strings.Join(ids, "/")}
	case op.pattern == createMembership.pattern,
		op.pattern == deleteOrganization.pattern,
		op.pattern == deleteUser.pattern:
		return ids
	default:
		return nil
	}
}

// someMemberships requests the memberships of each organization by itself.
func (c *Client) someMemberships(ctx context.Context, keys []string) ([]OrganizationMembership, error) {
	var found []OrganizationMembership
	for organizationID, userIDs := range byOrganization(keys) {
		page, err := c.ListMemberships(ctx, organizationID, MembershipListParams{
			UserIDs: userIDs, Paging: Paging{Limit: pageSize},
		})
		if IsNotFound(err) {
			continue // each of its memberships is requested by itself, which reports the error
		}
		if err != nil {
			return nil, err
		}
		found = append(found, page.Data...)
	}
	return found, nil
}

// byOrganization returns the users of memberships by organization.
func byOrganization(keys []string) map[string][]string {
	users := map[string][]string{}
	for _, key := range keys {
		organizationID, userID, _ := strings.Cut(key, "/")
		users[organizationID] = append(users[organizationID], userID)
	}
	return users
}
