package organizationmemberships

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

// membershipModel is a membership as Terraform shows it.
type membershipModel struct {
	ID              types.String           `tfsdk:"id"`
	Role            types.String           `tfsdk:"role"`
	RoleName        types.String           `tfsdk:"role_name"`
	Permissions     []string               `tfsdk:"permissions"`
	PublicMetadata  customtypes.JSONObject `tfsdk:"public_metadata"`
	PrivateMetadata customtypes.JSONObject `tfsdk:"private_metadata"`
	Organization    organizationModel      `tfsdk:"organization"`
	PublicUserData  *userModel             `tfsdk:"public_user_data"`
	CreatedAt       customtypes.Timestamp  `tfsdk:"created_at"`
	UpdatedAt       customtypes.Timestamp  `tfsdk:"updated_at"`
}

type organizationModel struct {
	ID                                   types.String           `tfsdk:"id"`
	Name                                 types.String           `tfsdk:"name"`
	Slug                                 types.String           `tfsdk:"slug"`
	ImageURL                             types.String           `tfsdk:"image_url"`
	HasImage                             types.Bool             `tfsdk:"has_image"`
	MembersCount                         types.Int64            `tfsdk:"members_count"`
	PendingInvitationsCount              types.Int64            `tfsdk:"pending_invitations_count"`
	MaxAllowedMemberships                types.Int64            `tfsdk:"max_allowed_memberships"`
	AdminDeleteEnabled                   types.Bool             `tfsdk:"admin_delete_enabled"`
	MissingMemberWithElevatedPermissions types.Bool             `tfsdk:"missing_member_with_elevated_permissions"`
	PublicMetadata                       customtypes.JSONObject `tfsdk:"public_metadata"`
	PrivateMetadata                      customtypes.JSONObject `tfsdk:"private_metadata"`
	CreatedBy                            types.String           `tfsdk:"created_by"`
	RoleSetKey                           types.String           `tfsdk:"role_set_key"`
	LastActiveAt                         customtypes.Timestamp  `tfsdk:"last_active_at"`
	CreatedAt                            customtypes.Timestamp  `tfsdk:"created_at"`
	UpdatedAt                            customtypes.Timestamp  `tfsdk:"updated_at"`
}

type userModel struct {
	UserID        types.String `tfsdk:"user_id"`
	Identifier    types.String `tfsdk:"identifier"`
	Username      types.String `tfsdk:"username"`
	FirstName     types.String `tfsdk:"first_name"`
	LastName      types.String `tfsdk:"last_name"`
	ImageURL      types.String `tfsdk:"image_url"`
	HasImage      types.Bool   `tfsdk:"has_image"`
	Banned        types.Bool   `tfsdk:"banned"`
	Deprovisioned types.Bool   `tfsdk:"deprovisioned"`
}

func modelOf(membership clerk.OrganizationMembership) membershipModel {
	model := membershipModel{
		ID:              types.StringValue(membership.ID),
		Role:            datasourcebase.StringValue(membership.Role),
		RoleName:        datasourcebase.StringValue(membership.RoleName),
		Permissions:     append([]string{}, membership.Permissions...), // never null
		PublicMetadata:  datasourcebase.JSONValue(membership.PublicMetadata),
		PrivateMetadata: datasourcebase.JSONValue(membership.PrivateMetadata),
		Organization:    organizationOf(membership.Organization),
		CreatedAt:       datasourcebase.TimeValue(membership.CreatedAt),
		UpdatedAt:       datasourcebase.TimeValue(membership.UpdatedAt),
	}
	if user := membership.PublicUserData; user != nil {
		model.PublicUserData = &userModel{
			UserID:        datasourcebase.StringValue(user.UserID),
			Identifier:    datasourcebase.OptionalStringValue(user.Identifier),
			Username:      datasourcebase.OptionalStringValue(user.Username),
			FirstName:     datasourcebase.OptionalStringValue(user.FirstName),
			LastName:      datasourcebase.OptionalStringValue(user.LastName),
			ImageURL:      datasourcebase.StringValue(user.ImageURL),
			HasImage:      types.BoolValue(user.HasImage),
			Banned:        types.BoolValue(user.Banned),
			Deprovisioned: types.BoolValue(user.Deprovisioned),
		}
	}
	return model
}

func organizationOf(organization clerk.Organization) organizationModel {
	return organizationModel{
		ID:                                   datasourcebase.StringValue(organization.ID),
		Name:                                 datasourcebase.StringValue(organization.Name),
		Slug:                                 datasourcebase.StringValue(organization.Slug),
		ImageURL:                             datasourcebase.StringValue(organization.ImageURL),
		HasImage:                             types.BoolValue(organization.HasImage),
		MembersCount:                         types.Int64PointerValue(organization.MembersCount),
		PendingInvitationsCount:              types.Int64PointerValue(organization.PendingInvitationsCount),
		MaxAllowedMemberships:                types.Int64Value(organization.MaxAllowedMemberships),
		AdminDeleteEnabled:                   types.BoolValue(organization.AdminDeleteEnabled),
		MissingMemberWithElevatedPermissions: types.BoolPointerValue(organization.MissingMemberWithElevatedPermissions),
		PublicMetadata:                       datasourcebase.JSONValue(organization.PublicMetadata),
		PrivateMetadata:                      datasourcebase.JSONValue(organization.PrivateMetadata),
		CreatedBy:                            datasourcebase.StringValue(organization.CreatedBy),
		RoleSetKey:                           datasourcebase.OptionalStringValue(organization.RoleSetKey),
		LastActiveAt:                         datasourcebase.OptionalTimeValue(organization.LastActiveAt),
		CreatedAt:                            datasourcebase.TimeValue(organization.CreatedAt),
		UpdatedAt:                            datasourcebase.TimeValue(organization.UpdatedAt),
	}
}

// membershipAttributes describes the attributes of membershipModel.
func membershipAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id": datasourcebase.TextAttribute("The id of the membership, such as `orgmem_2abc…`."),
		"role": datasourcebase.TextAttribute(
			"The key of the user's role in the organization, such as `org:admin`.",
		),
		"role_name": datasourcebase.TextAttribute("The name of that role."),
		"permissions": datasourcebase.TextsAttribute(
			"What the role is allowed to do, such as `org:sys_memberships:read`.",
		),
		"public_metadata":  datasourcebase.JSONAttribute("The public metadata of the membership, as JSON."),
		"private_metadata": datasourcebase.PrivateJSONAttribute("The private metadata of the membership, as JSON."),
		"organization":     datasourcebase.ObjectAttribute("The organization.", organizationAttributes()),
		"public_user_data": datasourcebase.ObjectAttribute(
			"What the other members see of the user.",
			map[string]schema.Attribute{
				"user_id":       datasourcebase.TextAttribute("The id of the user."),
				"identifier":    datasourcebase.TextAttribute("What the user is identified by, such as the primary email address."),
				"username":      datasourcebase.TextAttribute("The username. Null when the user has none."),
				"first_name":    datasourcebase.TextAttribute("The first name. Null when the user has none."),
				"last_name":     datasourcebase.TextAttribute("The last name. Null when the user has none."),
				"image_url":     datasourcebase.TextAttribute("The address of the user's profile image, or of the default one."),
				"has_image":     datasourcebase.BoolAttribute("Whether the user has a profile image of their own."),
				"banned":        datasourcebase.BoolAttribute("Whether the user is banned."),
				"deprovisioned": datasourcebase.BoolAttribute("Whether a directory has deprovisioned the user."),
			},
		),
		"created_at": datasourcebase.TimeAttribute("When the user became a member (RFC 3339)."),
		"updated_at": datasourcebase.TimeAttribute("When the membership was changed last (RFC 3339)."),
	}
}

func organizationAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":   datasourcebase.TextAttribute("The id of the organization, such as `org_2abc…`."),
		"name": datasourcebase.TextAttribute("The name of the organization."),
		"slug": datasourcebase.TextAttribute("The name of the organization as it is in addresses."),
		"image_url": datasourcebase.TextAttribute(
			"The address of the organization's logo, or of the default one.",
		),
		"has_image": datasourcebase.BoolAttribute("Whether the organization has a logo of its own."),
		"members_count": datasourcebase.NumberAttribute(
			"How many members there are. Null when Clerk does not tell.",
		),
		"pending_invitations_count": datasourcebase.NumberAttribute(
			"How many invitations are pending. Null when Clerk does not tell.",
		),
		"max_allowed_memberships": datasourcebase.NumberAttribute("How many members there may be; 0 means any number."),
		"admin_delete_enabled": datasourcebase.BoolAttribute(
			"Whether members with the permission may delete the organization.",
		),
		"missing_member_with_elevated_permissions": datasourcebase.BoolAttribute(
			"Whether nobody in the organization may manage it. Null when Clerk does not tell.",
		),
		"public_metadata": datasourcebase.JSONAttribute(
			"The public metadata of the organization, as JSON.",
		),
		"private_metadata": datasourcebase.PrivateJSONAttribute(
			"The private metadata of the organization, as JSON. Null when Clerk does not tell.",
		),
		"created_by": datasourcebase.TextAttribute(
			"The id of the user who made the organization. Null when no user did.",
		),
		"role_set_key": datasourcebase.TextAttribute(
			"The key of the role set of the organization. Null when it has none.",
		),
		"last_active_at": datasourcebase.TimeAttribute(
			"When the organization was active last (RFC 3339). Null when Clerk does not tell.",
		),
		"created_at": datasourcebase.TimeAttribute(
			"When the organization was made (RFC 3339).",
		),
		"updated_at": datasourcebase.TimeAttribute(
			"When the organization was changed last (RFC 3339).",
		),
	}
}
