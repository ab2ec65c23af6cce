package usertotp

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/identifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/userparts"
)

// totpVersionKey has the last version in the private state after the version was removed from the configuration.
const totpVersionKey = "secret_wo_version"

// totpChange is what a plan or an update of clerk_user_totp compares. prior is empty for a new resource.
type totpChange struct {
	plan, prior *totpModel
	// sent is the version of the secret that was sent last. It is null when none was sent, or after an import.
	sent types.Int64
}

// ModifyPlan plans what becomes of the secret and of what follows from it.
func (r *totpResource) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	var plan, prior, config totpModel
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	}
	if !req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
		resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	change := totpChange{&plan, &prior, sentVersion(ctx, req.Private, &prior)}
	resp.Diagnostics.Append(r.PlanPieces(ctx, req, resp, registry.Holder{
		Resource: "clerk_user_totp",
		Before:   userparts.OnePiece(prior.UserID.ValueString(), userparts.TOTPKind),
		After:    userparts.OnePiece(userparts.PlannedUserID(plan.UserID, prior.UserID), userparts.TOTPKind),
	})...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(r.check(ctx, change, &config)...)
	}
	if req.Plan.Raw.IsNull() {
		return
	}
	plan.ID = plan.UserID
	if config.AccountName.IsNull() && (change.anotherUser() || plan.UserID.IsUnknown()) {
		plan.AccountName = types.StringUnknown()
	}
	plan.Secret = change.secret()
	plan.URI = plan.expectedURI()
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// check refuses a secret that is null and a replacement that is not permitted, and warns of what the user loses.
func (r *totpResource) check(ctx context.Context, change totpChange, config *totpModel) (diags diag.Diagnostics) {
	destroys := change.plan.UserID.IsNull()
	if change.enrols() {
		diags.Append(change.plan.checkSecret(config)...)
	}
	if change.anotherUser() && !destroys && !diags.HasError() {
		diags.Append(r.checkEnrolled(ctx, change.plan)...)
	}
	if !diags.HasError() {
		diags.Append(r.planFactor(ctx, change)...)
		diags.Append(change.firstSecret()...)
	}
	return diags
}

// planFactor warns when the user of the state loses the TOTP as the last second factor.
func (r *totpResource) planFactor(ctx context.Context, change totpChange) diag.Diagnostics {
	id := change.prior.UserID.ValueString()
	if id == "" || !change.anotherUser() {
		return nil
	}
	return identifiers.PlanFactorLoss(ctx, r.Client, r.Registry, id, identifiers.FactorLoss{
		Label: "the user " + id, TOTP: true, TOTPAt: change.removedAt(),
	})
}

// removedAt is the attribute that removes the TOTP from the user of the state, none for a destroy.
func (c totpChange) removedAt() path.Path {
	if c.plan.UserID.IsNull() {
		return path.Empty()
	}
	return path.Root("user_id")
}

// sentVersion returns the version in the state, or the one that was in the state before it was removed from the
// configuration.
func sentVersion(ctx context.Context, private resourcebase.PrivateState, prior *totpModel) types.Int64 {
	value, _ := private.GetKey(ctx, totpVersionKey)
	var version int64
	if !prior.SecretWOVersion.IsNull() || prior.UserID.IsNull() || json.Unmarshal(value, &version) != nil {
		return prior.SecretWOVersion
	}
	return types.Int64Value(version)
}

// rememberVersion keeps a version that an update removes, so that the same version sends nothing later.
func (c totpChange) rememberVersion(ctx context.Context, private resourcebase.PrivateState) diag.Diagnostics {
	if !c.plan.SecretWOVersion.IsNull() || c.sent.IsNull() || c.anotherUser() {
		return resourcebase.Forget(ctx, private, totpVersionKey)
	}
	return private.SetKey(ctx, totpVersionKey, fmt.Append(nil, c.sent.ValueInt64()))
}

// anotherUser reports whether the plan is for a user that the state does not have, also for a new resource.
func (c totpChange) anotherUser() bool {
	return !c.plan.UserID.IsUnknown() && !c.plan.UserID.Equal(c.prior.UserID)
}

// enrols reports whether the apply sends a secret: for another user, and when the version is another one.
func (c totpChange) enrols() bool {
	version := c.plan.SecretWOVersion
	return c.anotherUser() || !version.IsNull() && !version.IsUnknown() && !version.Equal(c.sent)
}

// secret is the attribute secret after the apply: unknown when a secret can be generated, null when the state must not
// have it. A version in the configuration means that the secret is in the configuration, too.
func (c totpChange) secret() types.String {
	version := c.plan.SecretWOVersion
	switch {
	case c.enrols() && !version.IsNull() && !version.IsUnknown():
		return types.StringNull()
	case c.anotherUser():
		return types.StringUnknown()
	case c.plan.UserID.IsUnknown() && (version.IsNull() || version.IsUnknown()):
		return types.StringUnknown()
	case version.IsUnknown() && !c.prior.Secret.IsNull():
		return types.StringUnknown()
	case c.plan.UserID.IsUnknown():
		return types.StringNull()
	}
	return c.prior.Secret
}

// checkSecret refuses a version without a secret. A variable that is null must not have the effect that a secret is
// generated and kept in the state.
func (m *totpModel) checkSecret(config *totpModel) (diags diag.Diagnostics) {
	if m.SecretWOVersion.IsNull() || m.SecretWOVersion.IsUnknown() || !config.SecretWO.IsNull() {
		return nil
	}
	diags.AddAttributeError(path.Root("secret_wo"), "The TOTP secret is null", fmt.Sprintf(
		"For %s, secret_wo_version is %d, but secret_wo is null. Nothing was sent. Check the variable or ephemeral value "+
			"that secret_wo comes from. To have no secret in the configuration, remove secret_wo and secret_wo_version. For "+
			"a new TOTP, the provider then generates a secret, which is stored in the state. An existing TOTP keeps its secret.",
		userparts.UserLabel(m.UserID), m.SecretWOVersion.ValueInt64()))
	return diags
}

// checkEnrolled refuses to replace the secret of a user who has a TOTP, unless the configuration permits it. It also
// applies to -replace and to a tainted resource: with create_before_destroy, the plan during the apply looks the same
// for these as for a new resource, and an error there would leave a deposed object.
func (r *totpResource) checkEnrolled(ctx context.Context, plan *totpModel) (diags diag.Diagnostics) {
	id := plan.UserID.ValueString()
	if r.Client == nil {
		return nil
	}
	user, err := r.Client.ReadUser(ctx, id)
	if clerk.IsNotFound(err) || err == nil && !user.TOTPEnabled {
		return nil // the apply reports a user that is missing
	}
	if err != nil {
		return totpFailure("read", id, err).Diagnostics(err)
	}
	if plan.ReplaceExisting.IsUnknown() || plan.ReplaceExisting.ValueBool() {
		diags.AddAttributeWarning(path.Root("user_id"), secretReplaced(id), fmt.Sprintf(
			"The user %s has a TOTP, and replace_existing permits to replace it. After the apply, the authenticator app of "+
				"the user no longer works: give the user the new secret. To keep the present secret: if this resource is not in "+
				"the state, remove it from the configuration, or import the TOTP: terraform import ADDRESS %[1]s. If it is in "+
				"the state, plan without -replace, or run terraform untaint. If it was renamed, add a moved block.", id))
		return diags
	}
	diags.AddAttributeError(path.Root("user_id"), "The user has a TOTP already", fmt.Sprintf(
		"The user %s has a TOTP. The apply would replace its secret, and the authenticator app of the user would no longer "+
			"work. Nothing was changed.\n\n"+
			"To keep the secret, import the TOTP: terraform import ADDRESS %[1]s. If the resource was renamed, add a moved "+
			"block. If this resource manages the TOTP already, plan without -replace, or run terraform untaint. To replace "+
			"the secret, set replace_existing = true.", id))
	return diags
}

// secretReplaced is the summary of a warning. It names the user, because the CLI folds warnings with one summary.
func secretReplaced(userID string) string {
	return "The TOTP secret of the user " + userID + " is replaced"
}

// firstSecret warns of the first version for a user in the state: the user has a secret that this version did not send,
// a generated one or the one from before an import. The import permits the replacement, so that it needs no setting.
func (c totpChange) firstSecret() (diags diag.Diagnostics) {
	id := c.prior.UserID.ValueString()
	if id == "" || c.anotherUser() || c.plan.SecretWOVersion.IsNull() || !c.sent.IsNull() {
		return nil
	}
	diags.AddAttributeWarning(path.Root("secret_wo_version"), secretReplaced(id), fmt.Sprintf(
		"The user %s has a TOTP, and secret_wo_version is set for the first time. The apply sends secret_wo, which "+
			"replaces the present secret of the user. If secret_wo is another secret, the authenticator app of the user no "+
			"longer works after the apply. To keep the present secret, remove secret_wo and secret_wo_version from the "+
			"configuration.", id))
	return diags
}

// expectedURI follows from the secret, the issuer and the account.
func (m *totpModel) expectedURI() types.String {
	switch {
	case m.Secret.IsNull():
		return types.StringNull()
	case m.Secret.IsUnknown() || m.Issuer.IsUnknown() || m.AccountName.IsUnknown():
		return types.StringUnknown()
	}
	return types.StringValue(totpURI(m.Secret.ValueString(), m.Issuer.ValueString(), m.AccountName.ValueString()))
}
