// Package userparts has what the resources that manage one part of a user share.
package userparts

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
	"github.com/clerk-users/terraform-provider-clerk/internal/service"
)

// Base is embedded by resources that manage one part of a user. Another resource can manage the user.
type Base struct {
	service.Run
}

// Configure receives the run of the provider block.
func (b *Base) Configure(_ context.Context, req resource.ConfigureRequest, _ *resource.ConfigureResponse) {
	b.Run = service.Configured(req)
}

// UserIDAttribute is the attribute with the id of the user. It never replaces the resource: an id that is unknown
// during plan and then turns out to be the same must change nothing.
func UserIDAttribute(piece string) schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "The id of the user. It changes in place: the new user gets the " + piece +
			", then it is removed from the old user. Both users stay. If the id is unknown during `terraform plan`, and the " +
			"apply finds the same user, nothing changes.",
		Required:   true,
		Validators: []validator.String{validators.UserID()},
	}
}

// IDAttribute is the attribute id of a part that a user has once.
func IDAttribute() schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "The id of the user.",
		Computed:            true,
		PlanModifiers:       []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
	}
}

// IdentitySchema identifies the piece by its user.
func (b *Base) IdentitySchema(
	_ context.Context,
	_ resource.IdentitySchemaRequest,
	resp *resource.IdentitySchemaResponse,
) {
	resp.IdentitySchema = identityschema.Schema{Attributes: map[string]identityschema.Attribute{
		"user_id": identityschema.StringAttribute{
			RequiredForImport: true,
			Description:       "The id of the user, such as `user_2abc…`.",
		},
	}}
}

// UserLabel names the user of a planned part in a sentence.
func UserLabel(id types.String) string {
	if id.IsUnknown() {
		return "a user that is not known yet"
	}
	return "the user " + id.ValueString()
}

// Gone reports a part that was not found, and removes it from the state unless it belongs to another instance. noun and
// plural name the part. err is the error of reading the user, nil if the user exists without the part.
func (b *Base) Gone(
	ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse, noun, plural, userID string, err error,
) {
	label := fmt.Sprintf("the %s of the user %s", noun, userID)
	resp.Diagnostics.Append(b.Instance.Gone(ctx, req.Private, plural, label,
		service.PartGone(label, userID, clerk.IsNotFound(err)))...)
	if !resp.Diagnostics.HasError() {
		// Terraform plans a new object with this private state: it is no replacement.
		resp.Diagnostics.Append(resourcebase.Forget(ctx, resp.Private, PlannedKey)...)
		resp.State.RemoveResource(ctx)
	}
}

// NothingToImport is the error of the read of an import that finds no part. err is the error of reading the user, nil
// if the user exists without the part.
func NothingToImport(noun, userID string, err error) diag.Diagnostic {
	if clerk.IsNotFound(err) {
		return diag.NewErrorDiagnostic("No such user", fmt.Sprintf(
			"No user of the instance has the id %q, so the %s cannot be imported. Check the id, and that the provider's "+
				"secret_key belongs to the instance that holds the user.", userID, noun))
	}
	return diag.NewErrorDiagnostic("Nothing to import", fmt.Sprintf(
		"The user %s has no %s. To create it, remove the import, and apply the resource.", userID, noun))
}

// AfterDelete describes the result of a delete. An object that was not found is deleted, unless it belongs to another
// instance. label names the object.
func (b *Base) AfterDelete(
	ctx context.Context, private resourcebase.PrivateState, label string, failure diagnostics.Failure, err error,
) diag.Diagnostics {
	switch {
	case err == nil:
		return nil
	case clerk.IsNotFound(err):
		return b.Instance.Check(ctx, private, label)
	default:
		return failure.Diagnostics(err)
	}
}
