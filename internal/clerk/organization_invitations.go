package clerk

import (
	"context"
	"encoding/json"
	"net/http"
)

var listUserOrganizationInvitations = repeatable(http.MethodGet, "/users/{user_id}/organization_invitations")

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

// PublicOrganizationData is the data of an organization that an invited user can see.
type PublicOrganizationData struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Slug     string `json:"slug"`
	ImageURL string `json:"image_url"`
	HasImage bool   `json:"has_image"`
}

// OrganizationInvitationListParams filters and pages GET /users/{user_id}/organization_invitations.
type OrganizationInvitationListParams struct {
	// Status is pending, accepted, revoked or expired. Empty means all.
	Status string
	Paging
}

// ListUserOrganizationInvitations lists one page of a user's invitations: GET
// /users/{user_id}/organization_invitations. An unknown user is an *Error for which IsNotFound is true; an instance
// without organizations is one with status 403.
func (c *Client) ListUserOrganizationInvitations(
	ctx context.Context,
	userID string,
	params OrganizationInvitationListParams,
) (*Page[OrganizationInvitation], error) {
	query := params.query()
	setText(query, "status", params.Status)
	return sendForPage[OrganizationInvitation](
		ctx,
		c,
		listUserOrganizationInvitations,
		request{ids: []string{userID}, query: query},
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
