package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/registry"
	"github.com/clerk-users/terraform-provider-clerk/internal/resources"
	"github.com/clerk-users/terraform-provider-clerk/internal/validators"
)

// satellite is what the resources have in common that manage a piece of a user.
// Another resource can manage the user.
type satellite struct {
	// client is nil while the secret key is unknown, which can be so in a plan.
	client *clerk.Client
	// registry records what the calls of this run have shown.
	registry *registry.Registry
	instance *resources.InstanceGuard
}

// Configure receives the client of the provider block.
func (s *satellite) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	given := resources.Given(req)
	s.client, s.registry, s.instance = given.Client, given.Registry, given.Instance
}

// satelliteUserID is the attribute with the id of the user. It never replaces the resource: an id that is unknown
// during plan and then turns out to be the same must change nothing.
func satelliteUserID(piece string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "The id of the user. Another id is an update in place: the new user gets the " + piece +
			", then it is removed from the old user. Both users stay. " +
			"An id that is unknown during `terraform plan` and turns out to be the same changes nothing.",
		Required:   true,
		Validators: []validator.String{validators.UserID()},
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

// gone reports a piece that was not found, and removes it from the state unless it belongs to another instance.
func (s *satellite) gone(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse, kind, label string) {
	resp.Diagnostics.Append(s.instance.Gone(ctx, req.Private, kind, label,
		"If its resource is still in the configuration, the plan creates it again, as long as its user exists.")...)
	if !resp.Diagnostics.HasError() {
		// Terraform plans a new object with this private state: it is no replacement.
		resp.Diagnostics.Append(forget(ctx, resp.Private, plannedKey)...)
		resp.State.RemoveResource(ctx)
	}
}

// afterDelete describes the result of a delete. An object that was not found is deleted, unless it belongs to another
// instance. label names the object.
func (s *satellite) afterDelete(
	ctx context.Context, private privateState, label string, failure diagnostics.Failure, err error,
) diag.Diagnostics {
	switch {
	case err == nil:
		return nil
	case clerk.IsNotFound(err):
		return s.instance.Check(ctx, private, label)
	default:
		return failure.Diagnostics(err)
	}
}

func setUserIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, userID string) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.SetAttribute(ctx, path.Root("user_id"), userID)
}
