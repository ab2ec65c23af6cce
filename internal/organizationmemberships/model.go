package organizationmemberships

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/datasources"
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
		Role:            datasources.Text(membership.Role),
		RoleName:        datasources.Text(membership.RoleName),
		Permissions:     append([]string{}, membership.Permissions...), // never null
		PublicMetadata:  datasources.JSON(membership.PublicMetadata),
		PrivateMetadata: datasources.JSON(membership.PrivateMetadata),
		Organization:    organizationOf(membership.Organization),
		CreatedAt:       datasources.Time(membership.CreatedAt),
		UpdatedAt:       datasources.Time(membership.UpdatedAt),
	}
	if user := membership.PublicUserData; user != nil {
		model.PublicUserData = &userModel{
			UserID:        datasources.Text(user.UserID),
			Identifier:    datasources.OptionalText(user.Identifier),
			Username:      datasources.OptionalText(user.Username),
			FirstName:     datasources.OptionalText(user.FirstName),
			LastName:      datasources.OptionalText(user.LastName),
			ImageURL:      datasources.Text(user.ImageURL),
			HasImage:      types.BoolValue(user.HasImage),
			Banned:        types.BoolValue(user.Banned),
			Deprovisioned: types.BoolValue(user.Deprovisioned),
		}
	}
	return model
}

func organizationOf(organization clerk.Organization) organizationModel {
	return organizationModel{
		ID:                                   datasources.Text(organization.ID),
		Name:                                 datasources.Text(organization.Name),
		Slug:                                 datasources.Text(organization.Slug),
		ImageURL:                             datasources.Text(organization.ImageURL),
		HasImage:                             types.BoolValue(organization.HasImage),
		MembersCount:                         types.Int64PointerValue(organization.MembersCount),
		PendingInvitationsCount:              types.Int64PointerValue(organization.PendingInvitationsCount),
		MaxAllowedMemberships:                types.Int64Value(organization.MaxAllowedMemberships),
		AdminDeleteEnabled:                   types.BoolValue(organization.AdminDeleteEnabled),
		MissingMemberWithElevatedPermissions: types.BoolPointerValue(organization.MissingMemberWithElevatedPermissions),
		PublicMetadata:                       datasources.JSON(organization.PublicMetadata),
		PrivateMetadata:                      datasources.JSON(organization.PrivateMetadata),
		CreatedBy:                            datasources.Text(organization.CreatedBy),
		RoleSetKey:                           datasources.OptionalText(organization.RoleSetKey),
		LastActiveAt:                         datasources.OptionalTime(organization.LastActiveAt),
		CreatedAt:                            datasources.Time(organization.CreatedAt),
		UpdatedAt:                            datasources.Time(organization.UpdatedAt),
	}
}

// membershipAttributes describes the attributes of membershipModel.
func membershipAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":               datasources.TextAttribute("The id of the membership, such as `orgmem_2abc…`."),
		"role":             datasources.TextAttribute("The key of the user's role in the organization, such as `org:admin`."),
		"role_name":        datasources.TextAttribute("The name of that role."),
		"permissions":      datasources.TextsAttribute("What the role is allowed to do, such as `org:sys_memberships:read`."),
		"public_metadata":  datasources.JSONAttribute("The public metadata of the membership, as JSON."),
		"private_metadata": datasources.PrivateJSONAttribute("The private metadata of the membership, as JSON."),
		"organization":     datasources.ObjectAttribute("The organization.", organizationAttributes()),
		"public_user_data": datasources.ObjectAttribute("What the other members see of the user.", map[string]schema.Attribute{
			"user_id":       datasources.TextAttribute("The id of the user."),
			"identifier":    datasources.TextAttribute("What the user is identified by, such as the primary email address."),
			"username":      datasources.TextAttribute("The username. Null when the user has none."),
			"first_name":    datasources.TextAttribute("The first name. Null when the user has none."),
			"last_name":     datasources.TextAttribute("The last name. Null when the user has none."),
			"image_url":     datasources.TextAttribute("The address of the user's profile image, or of the default one."),
			"has_image":     datasources.BoolAttribute("Whether the user has a profile image of their own."),
			"banned":        datasources.BoolAttribute("Whether the user is banned."),
			"deprovisioned": datasources.BoolAttribute("Whether a directory has deprovisioned the user."),
		}),
		"created_at": datasources.TimeAttribute("When the user became a member (RFC 3339)."),
		"updated_at": datasources.TimeAttribute("When the membership was changed last (RFC 3339)."),
	}
}

func organizationAttributes() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		"id":                        datasources.TextAttribute("The id of the organization, such as `org_2abc…`."),
		"name":                      datasources.TextAttribute("The name of the organization."),
		"slug":                      datasources.TextAttribute("The name of the organization as it is in addresses."),
		"image_url":                 datasources.TextAttribute("The address of the organization's logo, or of the default one."),
		"has_image":                 datasources.BoolAttribute("Whether the organization has a logo of its own."),
		"members_count":             datasources.NumberAttribute("How many members there are. Null when Clerk does not tell."),
		"pending_invitations_count": datasources.NumberAttribute("How many invitations are pending. Null when Clerk does not tell."),
		"max_allowed_memberships":   datasources.NumberAttribute("How many members there may be; 0 means any number."),
		"admin_delete_enabled":      datasources.BoolAttribute("Whether members with the permission may delete the organization."),
		"missing_member_with_elevated_permissions": datasources.BoolAttribute("Whether nobody in the organization may manage it. Null when Clerk does not tell."),
		"public_metadata":                          datasources.JSONAttribute("The public metadata of the organization, as JSON."),
		"private_metadata":                         datasources.PrivateJSONAttribute("The private metadata of the organization, as JSON. Null when Clerk does not tell."),
		"created_by":                               datasources.TextAttribute("The id of the user who made the organization. Null when no user did."),
		"role_set_key":                             datasources.TextAttribute("The key of the role set of the organization. Null when it has none."),
		"last_active_at":                           datasources.TimeAttribute("When the organization was active last (RFC 3339). Null when Clerk does not tell."),
		"created_at":                               datasources.TimeAttribute("When the organization was made (RFC 3339)."),
		"updated_at":                               datasources.TimeAttribute("When the organization was changed last (RFC 3339)."),
	}
}
