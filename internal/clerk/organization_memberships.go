package clerk

import (
	"context"
	"encoding/json"
	"net/http"
)

var listUserOrganizationMemberships = repeatable(http.MethodGet, "/users/{user_id}/organization_memberships")

// OrganizationMembership is a user's membership in an organization.
type OrganizationMembership struct {
	ID string `json:"id"`
	// Role is the key of the role, such as org:admin. RoleName is its display name.
	Role            string          `json:"role"`
	RoleName        string          `json:"role_name"`
	Permissions     []string        `json:"permissions"`
	PublicMetadata  json.RawMessage `json:"public_metadata"`
	PrivateMetadata json.RawMessage `json:"private_metadata"`
	Organization    Organization    `json:"organization"`
	PublicUserData  *PublicUserData `json:"public_user_data"`
	CreatedAt       UnixMilli       `json:"created_at"`
	UpdatedAt       UnixMilli       `json:"updated_at"`
}

func (m *OrganizationMembership) identity() string { return m.ID }

// location returns the ids in the path of the membership.
func (m *OrganizationMembership) location() []string { return []string{m.Organization.ID, m.UserID()} }

// UserID returns the id of the member, empty if the answer omits it.
func (m *OrganizationMembership) UserID() string {
	if m.PublicUserData == nil {
		return ""
	}
	return m.PublicUserData.UserID
}

// PublicUserData is the data of a user that members of an organization can see.
type PublicUserData struct {
	UserID        string  `json:"user_id"`
	Identifier    *string `json:"identifier"`
	Username      *string `json:"username"`
	FirstName     *string `json:"first_name"`
	LastName      *string `json:"last_name"`
	ImageURL      string  `json:"image_url"`
	HasImage      bool    `json:"has_image"`
	Banned        bool    `json:"banned"`
	Deprovisioned bool    `json:"deprovisioned"`
}

// ListUserOrganizationMemberships lists one page of a user's memberships: GET
// /users/{user_id}/organization_memberships. An instance without organizations is an *Error with status 403.
func (c *Client) ListUserOrganizationMemberships(
	ctx context.Context,
	userID string,
	page Paging,
) (*Page[OrganizationMembership], error) {
	r := request{ids: []string{userID}, query: page.query()}
	return sendForPage[OrganizationMembership](ctx, c, listUserOrganizationMemberships, r)
}

// AllUserOrganizationMemberships lists a user's memberships on all pages: GET
// /users/{user_id}/organization_memberships. See ListUserOrganizationMemberships.
func (c *Client) AllUserOrganizationMemberships(ctx context.Context, userID string) ([]OrganizationMembership, error) {
	return collect(allPages(listUserOrganizationMemberships, func(page Paging) (*Page[OrganizationMembership], error) {
		return c.ListUserOrganizationMemberships(ctx, userID, page)
	}))
}
