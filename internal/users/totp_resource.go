package users

import (
	"context"
	"fmt"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/resources"
	"github.com/clerk-users/terraform-provider-clerk/internal/validators"
)

var (
	_ resource.ResourceWithConfigure      = (*totpResource)(nil)
	_ resource.ResourceWithIdentity       = (*totpResource)(nil)
	_ resource.ResourceWithImportState    = (*totpResource)(nil)
	_ resource.ResourceWithModifyPlan     = (*totpResource)(nil)
	_ resource.ResourceWithValidateConfig = (*totpResource)(nil)
)

// NewTOTPResource returns the resource clerk_user_totp.
func NewTOTPResource() resource.Resource { return &totpResource{} }

type totpResource struct{ satellite }

// totpModel is clerk_user_totp.
type totpModel struct {
	ID              types.String `tfsdk:"id"`
	UserID          types.String `tfsdk:"user_id"`
	SecretWO        types.String `tfsdk:"secret_wo"`
	SecretWOVersion types.Int64  `tfsdk:"secret_wo_version"`
	Issuer          types.String `tfsdk:"issuer"`
	AccountName     types.String `tfsdk:"account_name"`
	Secret          types.String `tfsdk:"secret"`
	URI             types.String `tfsdk:"uri"`
}

// Metadata names the resource.
func (r *totpResource) Metadata(_ context.Context, req resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_user_totp"
}

// Create enrols the secret with one PATCH /users/{user_id}, in place of one
// that the user may have.
func (r *totpResource) Create(ctx context.Context, req resource.CreateRequest, resp *resource.CreateResponse) {
	var plan, config totpModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	resp.Diagnostics.Append(r.enrol(ctx, &plan, &config)...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(setUserIdentity(ctx, resp.Identity, plan.UserID.ValueString())...)
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
	resp.Diagnostics.Append(setUserIdentity(ctx, resp.Identity, id)...)
	if r.client == nil {
		resp.Diagnostics.Append(diagnostics.NotRefreshed())
		return
	}
	user, err := r.client.ReadUser(ctx, id)
	if clerk.IsNotFound(err) || err == nil && !user.TOTPEnabled {
		resp.State.RemoveResource(ctx)
		return
	}
	if err != nil {
		resp.Diagnostics.Append(totpFailure("read", id, err)...)
		return
	}
	if state.AccountName.IsNull() {
		state.AccountName = types.StringValue(accountNameOf(user))
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
}

// Update sends a secret when its version changes. Everything else is
// Terraform's own and sends nothing.
func (r *totpResource) Update(ctx context.Context, req resource.UpdateRequest, resp *resource.UpdateResponse) {
	var plan, prior, config totpModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	if enrols(&plan, &prior, &config) {
		resp.Diagnostics.Append(r.enrol(ctx, &plan, &config)...)
		if resp.Diagnostics.HasError() {
			return
		}
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &plan)...)
	resp.Diagnostics.Append(setUserIdentity(ctx, resp.Identity, plan.UserID.ValueString())...)
}

// enrol makes the stated secret, or a new one, the user's TOTP and completes
// the plan with what became of it.
func (r *totpResource) enrol(ctx context.Context, plan, config *totpModel) diag.Diagnostics {
	secret := config.SecretWO.ValueString()
	plan.Secret = types.StringNull()
	if config.SecretWO.IsNull() {
		secret = newTOTPSecret()
		plan.Secret = types.StringValue(secret)
	}
	id := plan.UserID.ValueString()
	user, err := r.client.UpdateUser(ctx, id, clerk.UserUpdateParams{TOTPSecret: clerk.Set(secret)})
	if err != nil {
		return totpFailure("enrol", id, err)
	}
	plan.ID = plan.UserID
	if plan.AccountName.IsUnknown() {
		plan.AccountName = types.StringValue(accountNameOf(user))
	}
	plan.URI = plan.expectedURI()
	return nil
}

// Delete deletes the TOTP. One that is gone is deleted.
func (r *totpResource) Delete(ctx context.Context, req resource.DeleteRequest, resp *resource.DeleteResponse) {
	var state totpModel
	resp.Diagnostics.Append(req.State.Get(ctx, &state)...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	id := state.UserID.ValueString()
	if err := r.client.DeleteUserTOTP(ctx, id); err != nil && !clerk.IsNotFound(err) {
		resp.Diagnostics.Append(totpFailure("delete", id, err)...)
	}
}

// ImportState takes the TOTP of a user over. Clerk tells no secrets, so secret
// and uri stay null.
func (r *totpResource) ImportState(ctx context.Context, req resource.ImportStateRequest, resp *resource.ImportStateResponse) {
	id, diags := resources.ImportName(ctx, req, "user_id")
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	if !validators.IsID(id, userIDPrefix) {
		resp.Diagnostics.AddError("Not a TOTP to import", fmt.Sprintf("%q names no user. Import the TOTP by the id of its user (%s…).", id, userIDPrefix))
		return
	}
	state := totpModel{ID: types.StringValue(id), UserID: types.StringValue(id), Issuer: types.StringValue(defaultIssuer)}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(setUserIdentity(ctx, resp.Identity, id)...)
}

// totpFailure describes an error of the API, on the attribute at fault.
func totpFailure(verb, userID string, err error) diag.Diagnostics {
	failure := diagnostics.Failure{
		Task:       verb + " the TOTP of the user " + userID,
		Attributes: map[string]path.Path{"totp_secret": path.Root("secret_wo")},
	}
	if apiError, ok := clerk.AsError(err); ok && apiError.Status == http.StatusNotFound {
		attribute := path.Root("user_id")
		failure.Blame = &attribute
	}
	return failure.Diagnostics(err)
}
