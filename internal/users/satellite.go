package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/resources"
	"github.com/clerk-users/terraform-provider-clerk/internal/validators"
)

// satellite is what the resources have in common that own a piece of a user who
// is managed elsewhere.
type satellite struct {
	// client is nil while the secret key is unknown, which can be so in a plan.
	client *clerk.Client
}

// Configure receives the client of the provider block.
func (s *satellite) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	s.client = resources.Given(req).Client
}

// satelliteUserID is the attribute that names the user. Another user means
// another piece: the old user's is removed, the user stays.
func satelliteUserID(piece string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "The id of the user. With another id, the " + piece + " of the old user is removed and that of the new one is made; the users themselves stay.",
		Required:            true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.RequiresReplace()},
		Validators:          []validator.String{validators.UserID()},
	}
}

func satelliteID() schema.StringAttribute {
	return computedString("The id of the user.")
}

// IdentitySchema identifies the piece by its user.
func (s *satellite) IdentitySchema(_ context.Context, _ resource.IdentitySchemaRequest, resp *resource.IdentitySchemaResponse) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"user_id": identityschema.StringAttribute{RequiredForImport: true, Description: "The id of the user, such as `user_2abc…`."},
	}}
}

func setUserIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, userID string) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.SetAttribute(ctx, path.Root("user_id"), userID)
}
