package organizationinvitations

import (
	"encoding/json"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

type (
	invitation   = clerk.OrganizationInvitation
	organization = clerk.PublicOrganizationData
	inviter      = clerk.PublicUserData
)

// invitationShape omits the URL that accepts an invitation. It is a credential.
var invitationShape = datasourcebase.NewShape(datasourcebase.Attributes[invitation]{
	"id": datasourcebase.String("The id of the invitation, such as `orginv_2abc…`.",
		func(i *invitation) string { return i.ID }),
	"email_address": datasourcebase.String("The email address that the invitation was sent to.",
		func(i *invitation) string { return i.EmailAddress }),
	"role": datasourcebase.String("The key of the role that the user is invited to, such as `org:member`.",
		func(i *invitation) string { return i.Role }),
	"role_name": datasourcebase.String("The name of that role.",
		func(i *invitation) string { return i.RoleName }),
	"status": datasourcebase.String(
		"The status of the invitation: `pending`, `accepted`, `revoked` or `expired`.",
		func(i *invitation) string { return i.Status }),
	"organization_id": datasourcebase.String("The id of the organization, such as `org_2abc…`.",
		func(i *invitation) string { return i.OrganizationID }),
	"public_organization_data": datasourcebase.Object("The data of the organization that the user sees.",
		organizationShape,
		func(i *invitation) *organization { return i.PublicOrganizationData }),
	"inviter_id": datasourcebase.OptionalString(
		"The id of the user who sent the invitation. Null when no user did.",
		func(i *invitation) *string { return i.InviterID }),
	"public_inviter_data": datasourcebase.Object(
		"The data of the inviter that the user sees. Null when no user sent the invitation.",
		inviterShape,
		func(i *invitation) *inviter { return i.PublicInviterData }),
	"public_metadata": datasourcebase.JSON("The public metadata of the invitation.",
		func(i *invitation) json.RawMessage { return i.PublicMetadata }),
	"private_metadata": datasourcebase.SensitiveJSON(
		"The private metadata of the invitation. Null when Clerk does not return it.",
		func(i *invitation) json.RawMessage { return i.PrivateMetadata }),
	"expires_at": datasourcebase.OptionalTime("When a pending invitation expires. Null when it does not.",
		func(i *invitation) *clerk.UnixMilli { return i.ExpiresAt }),
	"created_at": datasourcebase.Time("When the invitation was created.",
		func(i *invitation) clerk.UnixMilli { return i.CreatedAt }),
	"updated_at": datasourcebase.Time("When the invitation was last changed.",
		func(i *invitation) clerk.UnixMilli { return i.UpdatedAt }),
})

var organizationShape = datasourcebase.NewShape(datasourcebase.Attributes[organization]{
	"id": datasourcebase.String("The id of the organization.",
		func(o *organization) string { return o.ID }),
	"name": datasourcebase.String("The name of the organization.",
		func(o *organization) string { return o.Name }),
	"slug": datasourcebase.String("The name of the organization in URLs.",
		func(o *organization) string { return o.Slug }),
	"image_url": datasourcebase.String("The URL of the organization's logo, or of the default one.",
		func(o *organization) string { return o.ImageURL }),
	"has_image": datasourcebase.Bool("Whether the organization has uploaded a logo.",
		func(o *organization) bool { return o.HasImage }),
})

var inviterShape = datasourcebase.NewShape(datasourcebase.Attributes[inviter]{
	"user_id": datasourcebase.String("The id of the inviter.",
		func(i *inviter) string { return i.UserID }),
	"identifier": datasourcebase.OptionalString(
		"The identifier of the inviter, such as the primary email address.",
		func(i *inviter) *string { return i.Identifier }),
	"first_name": datasourcebase.OptionalString("The first name of the inviter. Null when there is none.",
		func(i *inviter) *string { return i.FirstName }),
	"last_name": datasourcebase.OptionalString("The last name of the inviter. Null when there is none.",
		func(i *inviter) *string { return i.LastName }),
	"image_url": datasourcebase.String("The URL of the inviter's profile image, or of the default one.",
		func(i *inviter) string { return i.ImageURL }),
	"has_image": datasourcebase.Bool("Whether the inviter has uploaded a profile image.",
		func(i *inviter) bool { return i.HasImage }),
})
