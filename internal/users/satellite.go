package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// A satellite owns a piece of a user who is managed elsewhere. This is what
// satellites have in common.

// satelliteUserID is the attribute that names the user. Another user means
// another piece: the old user's is removed, the user stays.
func satelliteUserID(piece string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "The id of the user. With another id, the " + piece + " of the old user is removed and that of the new one is made; the users themselves stay.",
		Required:            true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
	}
}

func satelliteID() schema.StringAttribute {
	return computedString("The id of the user.")
}

// satelliteIdentity identifies a satellite by its user.
func satelliteIdentity() identityschema.Schema {
	return identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"user_id": identityschema.StringAttribute{RequiredForImport: true, Description: "The id of the user, such as `user_2abc…`."},
	}}
}

func setUserIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, userID string) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.SetAttribute(ctx, path.Root("user_id"), userID)
}
