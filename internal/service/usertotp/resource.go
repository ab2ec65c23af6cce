// Package usertotp has the resource clerk_user_totp: the authenticator app of a user.
package usertotp

import (
	"context"
	"fmt"
	"net/http"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/userparts"
)

var (
	_ resource.ResourceWithConfigure      = (*totpResource)(nil)
	_ resource.ResourceWithIdentity       = (*totpResource)(nil)
	_ resource.ResourceWithImportState    = (*totpResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*totpResource)(nil)
	_ resource.ResourceWithValidateConfig = (*totpResource)(nil)
)

// NewResource returns the resource clerk_user_totp.
func NewResource() resource.Resource { return &totpResource{} }

type totpResource struct{ userparts.Base }

// totpModel is clerk_user_totp.
type totpModel struct {
	ID              types.String `tfsdk:"id"`
	UserID          types.String `tfsdk:"user_id"`
	SecretWO        types.String `tfsdk:"secret_wo"`
	SecretWOVersion types.Int64  `tfsdk:"secret_wo_version"`
	Issuer          types.String `tfsdk:"issuer"`
	ReplaceExisting types.Bool   `tfsdk:"replace_existing"`
	AccountName     types.String `tfsdk:"account_name"`
	Secret          types.String `tfsdk:"secret"`
	URI             types.String `tfsdk:"uri"`
}

// Metadata names the resource.
func (r *totpResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_user_totp"
	resp.ResourceBehavior.MutableIdentity = true
}

// Create enrols the secret with one PATCH /users/{user_id}. It takes the place of a secret that the user has.
func (r *totpResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan, config totpModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(r.enrol(ctx, &plan, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "user_id", plan.UserID.ValueString())...)
	resp.Diagnostics.Append(r.Instance.Remember(ctx, resp.Private)...)
}

// Read sees with GET /users/{user_id} whether the TOTP is still there. One that
// is gone leaves the state.
func (r *totpResource) Read(ctx context.Context, req resource.ReadRequest, resp *resource.ReadResponse) {
	var state totpModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() {
		return
	}
	id := state.UserID.ValueString()
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "user_id", id)...)
	if r.Client == nil {
		resp.Diagnostics.Append(diagnostics.NotRefreshed())
		return
	}
	user, err := r.Client.ReadUser(ctx, id)
	if clerk.IsNotFound(err) || err == nil && !user.TOTPEnabled {
		if state.AccountName.IsNull() { // the read of an import
			resp.Diagnostics.Append(userparts.NothingToImport("TOTP second factor", id, err))
			return
		}
		r.Gone(ctx, req, resp, "TOTP second factor", "TOTP second factors", id, err)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(totpFailure("read", id, err).Diagnostics(err)...)
		return
	}
	if state.AccountName.IsNull() {
		state.AccountName = types.StringValue(accountNameOf(user))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(r.Instance.RememberKnown(ctx, resp.Private)...)
}

// Update sends a secret when its version changes, or to another user. The old user then loses the TOTP. All other
// attributes are only in the state.
func (r *totpResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior, config totpModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	change := totpChange{&plan, &prior, sentVersion(ctx, req.Private, &prior)}
	if change.enrols() {
		resp.Diagnostics.Append(r.enrol(ctx, &plan, &config)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	// The state is set before the removal from the old user: Clerk does not return a secret.
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(resourcebase.Forget(ctx, resp.Private, userparts.PlannedKey, userparts.CreatesKey)...)
	resp.Diagnostics.Append(change.rememberVersion(ctx, resp.Private)...)
	resp.Diagnostics.Append(r.Instance.RememberMissing(ctx, resp.Private)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "user_id", plan.UserID.ValueString())...)
	if change.anotherUser() {
		resp.Diagnostics.Append(r.leave(ctx, prior.UserID.ValueString(), plan.UserID.ValueString())...)
	}
}

// leave removes the TOTP of the user that the resource managed before.
func (r *totpResource) leave(ctx context.Context, from, to string) diag.Diagnostics {
	_, err := r.remove(ctx, from)
	if err == nil || clerk.IsNotFound(err) {
		return nil
	}
	failure := totpFailure("delete", from, err)
	failure.Note = fmt.Sprintf("The state has the new TOTP, of the user %s. The user %s keeps the old TOTP, and the next "+
		"apply does not delete it. Delete it with the action clerk_user_delete_totp or in the Clerk Dashboard.", to, from)
	return failure.Diagnostics(err)
}

// enrol makes the secret of the configuration, or a generated one, the TOTP of the user, and completes the plan.
func (r *totpResource) enrol(ctx context.Context, plan, config *totpModel) diag.Diagnostics {
	if diags := plan.checkSecret(config); diags.HasError() {
		return diags
	}
	secret := config.SecretWO.ValueString()
	plan.Secret = types.StringNull()
	if config.SecretWO.IsNull() {
		secret = newTOTPSecret()
		plan.Secret = types.StringValue(secret)
	}
	id := plan.UserID.ValueString()
	end := r.Registry.Exclusive(id)
	defer end()
	user, err := r.Client.UpdateUser(ctx, id, clerk.UserUpdateParams{TOTPSecret: clerk.Set(secret)})
	if err != nil {
		return totpFailure("enrol", id, err).Diagnostics(err)
	}
	r.Registry.Obtained(userparts.OnePiece(id, userparts.TOTPKind)...)
	plan.ID = plan.UserID
	if plan.AccountName.IsUnknown() {
		plan.AccountName = types.StringValue(accountNameOf(user))
	}
	plan.URI = plan.expectedURI()
	return nil
}

// Delete deletes the TOTP, unless another resource of the run manages it or the object that replaces this one does. A
// TOTP that is gone is deleted.
func (r *totpResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state totpModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	id := state.UserID.ValueString()
	piece := registry.Piece{UserID: id, Kind: userparts.TOTPKind}
	if slices.Contains(userparts.Created(ctx, req.Private), piece) {
		return
	}
	kept, err := r.remove(ctx, id)
	resp.Diagnostics.Append(
		r.AfterDelete(ctx, req.Private, "the TOTP of the user "+id, totpFailure("delete", id, err), err)...)
	if kept && !r.Registry.Destroyed(piece) {
		resp.Diagnostics.Append(userparts.Kept(piece))
	}
}

// remove deletes the TOTP of a user, unless another resource of the run manages it.
func (r *totpResource) remove(ctx context.Context, id string) (kept bool, err error) {
	end := r.Registry.Exclusive(id)
	defer end()
	if r.Registry.Held(registry.Piece{UserID: id, Kind: userparts.TOTPKind}) {
		return true, nil
	}
	return false, r.Client.DeleteUserTOTP(ctx, id)
}

// ImportState imports the TOTP of a user. Clerk does not return the secret, so secret
// and uri stay null.
func (r *totpResource) ImportState(
	ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse,
) {
	id, diags := resourcebase.ImportName(ctx, req, "user_id")
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	if !validators.IsID(id, validators.UserIDPrefix) {
		resp.Diagnostics.AddError(
			"Not a TOTP to import",
			fmt.Sprintf("%q names no user. Import the TOTP by the id of its user (%s…).", id, validators.UserIDPrefix),
		)
		return
	}
	state := totpModel{ID: types.StringValue(id), UserID: types.StringValue(id), Issuer: types.StringValue(defaultIssuer)}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "user_id", id)...)
	resp.Diagnostics.Append(r.Instance.Remember(ctx, resp.Private)...)
}

// totpFailure says what could not be done, and which attribute is at fault.
func totpFailure(verb, userID string, err error) diagnostics.Failure {
	failure := diagnostics.Failure{
		Task:       verb + " the TOTP of the user " + userID,
		Attributes: map[string]path.Path{"totp_secret": path.Root("secret_wo")},
	}
	if apiError, ok := clerk.AsError(err); ok && apiError.Status == http.StatusNotFound {
		attribute := path.Root("user_id")
		failure.DefaultAttribute = &attribute
	}
	return failure
}
