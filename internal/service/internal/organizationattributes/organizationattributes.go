// Package organizationattributes describes organizations and their members as data sources show them.
package organizationattributes

import (
	"encoding/json"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

type (
	organization = clerk.Organization
	member       = clerk.PublicUserData
)

// Member describes the data of a user that other members see.
var Member = datasourcebase.NewShape(datasourcebase.Attributes[member]{
	"user_id": datasourcebase.String("The id of the user.",
		func(m *member) string { return m.UserID }),
	"identifier": datasourcebase.OptionalString("The identifier of the user, such as the primary email address.",
		func(m *member) *string { return m.Identifier }),
	"username": datasourcebase.OptionalString("The username. Null when the user has none.",
		func(m *member) *string { return m.Username }),
	"first_name": datasourcebase.OptionalString("The first name. Null when the user has none.",
		func(m *member) *string { return m.FirstName }),
	"last_name": datasourcebase.OptionalString("The last name. Null when the user has none.",
		func(m *member) *string { return m.LastName }),
	"image_url": datasourcebase.String("The URL of the user's profile image, or of the default one.",
		func(m *member) string { return m.ImageURL }),
	"has_image": datasourcebase.Bool("Whether the user has uploaded a profile image.",
		func(m *member) bool { return m.HasImage }),
	"banned": datasourcebase.Bool("Whether the user is banned.",
		func(m *member) bool { return m.Banned }),
	"deprovisioned": datasourcebase.Bool("Whether a directory has deprovisioned the user.",
		func(m *member) bool { return m.Deprovisioned }),
})

// Organization describes an organization.
var Organization = datasourcebase.NewShape(datasourcebase.Attributes[organization]{
	"id": datasourcebase.String("The id of the organization, such as `org_2abc…`.",
		func(o *organization) string { return o.ID }),
	"name": datasourcebase.String("The name of the organization.",
		func(o *organization) string { return o.Name }),
	"slug": datasourcebase.String("The name of the organization in URLs.",
		func(o *organization) string { return o.Slug }),
	"image_url": datasourcebase.String("The URL of the organization's logo, or of the default one.",
		func(o *organization) string { return o.ImageURL }),
	"has_image": datasourcebase.Bool("Whether the organization has uploaded a logo.",
		func(o *organization) bool { return o.HasImage }),
	"members_count": datasourcebase.OptionalInt64("The number of members. Null when Clerk does not return it.",
		func(o *organization) *int64 { return o.MembersCount }),
	"pending_invitations_count": datasourcebase.OptionalInt64(
		"The number of pending invitations. Null when Clerk does not return it.",
		func(o *organization) *int64 { return o.PendingInvitationsCount }),
	"max_allowed_memberships": datasourcebase.Int64("The highest number of members; 0 means no limit.",
		func(o *organization) int64 { return o.MaxAllowedMemberships }),
	"admin_delete_enabled": datasourcebase.Bool(
		"Whether members with the permission can delete the organization.",
		func(o *organization) bool { return o.AdminDeleteEnabled }),
	"missing_member_with_elevated_permissions": datasourcebase.OptionalBool(
		"Whether no member has the permission to manage the organization. Null when Clerk does not return it.",
		func(o *organization) *bool { return o.MissingMemberWithElevatedPermissions }),
	"public_metadata": datasourcebase.JSON("The public metadata of the organization.",
		func(o *organization) json.RawMessage { return o.PublicMetadata }),
	"private_metadata": datasourcebase.SensitiveJSON(
		"The private metadata of the organization. Null when Clerk does not return it.",
		func(o *organization) json.RawMessage { return o.PrivateMetadata }),
	"created_by": datasourcebase.String(
		"The id of the user who created the organization. Null when no user did.",
		func(o *organization) string { return o.CreatedBy }),
	"role_set_key": datasourcebase.OptionalString(
		"The key of the role set of the organization. Null when it has none.",
		func(o *organization) *string { return o.RoleSetKey }),
	"last_active_at": datasourcebase.OptionalTime(
		"When the organization was last active. Null when Clerk does not return it.",
		func(o *organization) *clerk.UnixMilli { return o.LastActiveAt }),
	"created_at": datasourcebase.Time("When the organization was created.",
		func(o *organization) clerk.UnixMilli { return o.CreatedAt }),
	"updated_at": datasourcebase.Time("When the organization was last changed.",
		func(o *organization) clerk.UnixMilli { return o.UpdatedAt }),
})
