package organizationinvitations

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

// invitationModel is an invitation as Terraform shows it, without its secret url.
type invitationModel struct {
	ID                     types.String           `tfsdk:"id"`
	EmailAddress           types.String           `tfsdk:"email_address"`
	Role                   types.String           `tfsdk:"role"`
	RoleName               types.String           `tfsdk:"role_name"`
	Status                 types.String           `tfsdk:"status"`
	OrganizationID         types.String           `tfsdk:"organization_id"`
	PublicOrganizationData *organizationModel     `tfsdk:"public_organization_data"`
	InviterID              types.String           `tfsdk:"inviter_id"`
	PublicInviterData      *inviterModel          `tfsdk:"public_inviter_data"`
	PublicMetadata         customtypes.JSONObject `tfsdk:"public_metadata"`
	PrivateMetadata        customtypes.JSONObject `tfsdk:"private_metadata"`
	ExpiresAt              customtypes.Timestamp  `tfsdk:"expires_at"`
	CreatedAt              customtypes.Timestamp  `tfsdk:"created_at"`
	UpdatedAt              customtypes.Timestamp  `tfsdk:"updated_at"`
}

type organizationModel struct {
	ID       types.String `tfsdk:"id"`
	Name     types.String `tfsdk:"name"`
	Slug     types.String `tfsdk:"slug"`
	ImageURL types.String `tfsdk:"image_url"`
	HasImage types.Bool   `tfsdk:"has_image"`
}

type inviterModel struct {
	UserID     types.String `tfsdk:"user_id"`
	Identifier types.String `tfsdk:"identifier"`
	FirstName  types.String `tfsdk:"first_name"`
	LastName   types.String `tfsdk:"last_name"`
	ImageURL   types.String `tfsdk:"image_url"`
	HasImage   types.Bool   `tfsdk:"has_image"`
}

func modelOf(invitation clerk.OrganizationInvitation) invitationModel {
	model := invitationModel{
		ID:              types.StringValue(invitation.ID),
		EmailAddress:    datasourcebase.StringValue(invitation.EmailAddress),
		Role:            datasourcebase.StringValue(invitation.Role),
		RoleName:        datasourcebase.StringValue(invitation.RoleName),
		Status:          datasourcebase.StringValue(invitation.Status),
		OrganizationID:  datasourcebase.StringValue(invitation.OrganizationID),
		InviterID:       datasourcebase.OptionalStringValue(invitation.InviterID),
		PublicMetadata:  datasourcebase.JSONValue(invitation.PublicMetadata),
		PrivateMetadata: datasourcebase.JSONValue(invitation.PrivateMetadata),
		ExpiresAt:       datasourcebase.OptionalTimeValue(invitation.ExpiresAt),
		CreatedAt:       datasourcebase.TimeValue(invitation.CreatedAt),
		UpdatedAt:       datasourcebase.TimeValue(invitation.UpdatedAt),
	}
	if organization := invitation.PublicOrganizationData; organization != nil {
		model.PublicOrganizationData = &organizationModel{
			ID:       datasourcebase.StringValue(organization.ID),
			Name:     datasourcebase.StringValue(organization.Name),
			Slug:     datasourcebase.StringValue(organization.Slug),
			ImageURL: datasourcebase.StringValue(organization.ImageURL),
			HasImage: types.BoolValue(organization.HasImage),
		}
	}
	if inviter := invitation.PublicInviterData; inviter != nil {
		model.PublicInviterData = &inviterModel{
			UserID:     datasourcebase.StringValue(inviter.UserID),
			Identifier: datasourcebase.OptionalStringValue(inviter.Identifier),
			FirstName:  datasourcebase.OptionalStringValue(inviter.FirstName),
			LastName:   datasourcebase.OptionalStringValue(inviter.LastName),
			ImageURL:   datasourcebase.StringValue(inviter.ImageURL),
			HasImage:   types.BoolValue(inviter.HasImage),
		}
	}
	return model
}

// invitationAttributes describes the attributes of invitationModel.
func invitationAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":            datasourcebase.TextAttribute("The id of the invitation, such as `orginv_2abc…`."),
		"email_address": datasourcebase.TextAttribute("The email address that the invitation was sent to."),
		"role": datasourcebase.TextAttribute(
			"The key of the role that the user is invited to, such as `org:member`.",
		),
		"role_name": datasourcebase.TextAttribute("The name of that role."),
		"status": datasourcebase.TextAttribute(
			"The status of the invitation: `pending`, `accepted`, `revoked` or `expired`.",
		),
		"organization_id": datasourcebase.TextAttribute("The id of the organization, such as `org_2abc…`."),
		"public_organization_data": datasourcebase.ObjectAttribute(
			"What the user sees of the organization.",
			map[string]schema.Attribute{
				"id":        datasourcebase.TextAttribute("The id of the organization."),
				"name":      datasourcebase.TextAttribute("The name of the organization."),
				"slug":      datasourcebase.TextAttribute("The name of the organization as it is in addresses."),
				"image_url": datasourcebase.TextAttribute("The address of the organization's logo, or of the default one."),
				"has_image": datasourcebase.BoolAttribute("Whether the organization has a logo of its own."),
			},
		),
		"inviter_id": datasourcebase.TextAttribute("The id of the user who sent the invitation. Null when no user did."),
		"public_inviter_data": datasourcebase.ObjectAttribute(
			"What the user sees of the one who sent the invitation. Null when no user did.",
			map[string]schema.Attribute{
				"user_id":    datasourcebase.TextAttribute("The id of the inviter."),
				"identifier": datasourcebase.TextAttribute("What the inviter is identified by, such as the primary email address."),
				"first_name": datasourcebase.TextAttribute("The first name of the inviter. Null when there is none."),
				"last_name":  datasourcebase.TextAttribute("The last name of the inviter. Null when there is none."),
				"image_url":  datasourcebase.TextAttribute("The address of the inviter's profile image, or of the default one."),
				"has_image":  datasourcebase.BoolAttribute("Whether the inviter has a profile image of their own."),
			},
		),
		"public_metadata": datasourcebase.JSONAttribute("The public metadata of the invitation, as JSON."),
		"private_metadata": datasourcebase.PrivateJSONAttribute(
			"The private metadata of the invitation, as JSON. Null when Clerk does not tell.",
		),
		"expires_at": datasourcebase.TimeAttribute(
			"When a pending invitation expires (RFC 3339). Null when it does not.",
		),
		"created_at": datasourcebase.TimeAttribute("When the invitation was made (RFC 3339)."),
		"updated_at": datasourcebase.TimeAttribute("When the invitation was changed last (RFC 3339)."),
	}
}
