package emulator

import "encoding/json"

// Organization is an organization in the format of the API. Times are Unix milliseconds.
type Organization struct {
	Object   string `json:"object"`
	ID       string `json:"id"`
	Name     string `json:"name"`
	Slug     string `json:"slug"`
	ImageURL string `json:"image_url"`
	HasImage bool   `json:"has_image"`
	// The counts and MissingMemberWithElevatedPermissions are omitted if they are nil.
	MembersCount                         *int64          `json:"members_count,omitempty"`
	PendingInvitationsCount              *int64          `json:"pending_invitations_count,omitempty"`
	MissingMemberWithElevatedPermissions *bool           `json:"missing_member_with_elevated_permissions,omitempty"`
	MaxAllowedMemberships                int64           `json:"max_allowed_memberships"`
	AdminDeleteEnabled                   bool            `json:"admin_delete_enabled"`
	PublicMetadata                       json.RawMessage `json:"public_metadata"`
	PrivateMetadata                      json.RawMessage `json:"private_metadata"`
	CreatedBy                            string          `json:"created_by,omitempty"`
	CreatedAt                            int64           `json:"created_at"`
	UpdatedAt                            int64           `json:"updated_at"`
	LastActiveAt                         int64           `json:"last_active_at,omitempty"`
	RoleSetKey                           *string         `json:"role_set_key"`
}

// OrganizationMembership is the membership of a user in an organization, in the format of the API.
type OrganizationMembership struct {
	Object          string                `json:"object"`
	ID              string                `json:"id"`
	Role            string                `json:"role"`
	RoleName        string                `json:"role_name"`
	Permissions     []string              `json:"permissions"`
	PublicMetadata  json.RawMessage       `json:"public_metadata"`
	PrivateMetadata json.RawMessage       `json:"private_metadata"`
	Organization    Organization          `json:"organization"`
	PublicUserData  *MembershipPublicUser `json:"public_user_data,omitempty"`
	CreatedAt       int64                 `json:"created_at"`
	UpdatedAt       int64                 `json:"updated_at"`
}

// MembershipPublicUser is the data of the user in a membership.
type MembershipPublicUser struct {
	UserID          string  `json:"user_id"`
	FirstName       *string `json:"first_name"`
	LastName        *string `json:"last_name"`
	ProfileImageURL *string `json:"profile_image_url"`
	ImageURL        string  `json:"image_url"`
	HasImage        bool    `json:"has_image"`
	Identifier      *string `json:"identifier"`
	Username        *string `json:"username"`
	Banned          bool    `json:"banned"`
	Deprovisioned   bool    `json:"deprovisioned"`
}

// OrganizationInvitation is the invitation of a user to an organization, in the format of the API.
type OrganizationInvitation struct {
	Object                 string              `json:"object"`
	ID                     string              `json:"id"`
	EmailAddress           string              `json:"email_address"`
	Role                   string              `json:"role"`
	RoleName               string              `json:"role_name"`
	OrganizationID         string              `json:"organization_id"`
	InviterID              *string             `json:"inviter_id"`
	PublicInviterData      *PublicInviter      `json:"public_inviter_data"`
	Status                 string              `json:"status"`
	PublicMetadata         json.RawMessage     `json:"public_metadata"`
	PrivateMetadata        json.RawMessage     `json:"private_metadata"`
	URL                    *string             `json:"url"`
	ExpiresAt              *int64              `json:"expires_at"`
	CreatedAt              int64               `json:"created_at"`
	UpdatedAt              int64               `json:"updated_at"`
	PublicOrganizationData *PublicOrganization `json:"public_organization_data,omitempty"`
}

// PublicInviter is the data of the inviter in an invitation.
type PublicInviter struct {
	UserID     string  `json:"user_id"`
	FirstName  *string `json:"first_name"`
	LastName   *string `json:"last_name"`
	ImageURL   string  `json:"image_url"`
	HasImage   bool    `json:"has_image"`
	Identifier string  `json:"identifier"`
}

// PublicOrganization is the data of the organization in an invitation.
type PublicOrganization struct {
	ID       string `json:"id"`
	Name     string `json:"name"`
	Slug     string `json:"slug"`
	ImageURL string `json:"image_url"`
	HasImage bool   `json:"has_image"`
}
