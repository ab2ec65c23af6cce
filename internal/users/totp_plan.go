package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ModifyPlan says what becomes of the secret and of what is made from it.
func (r *totpResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	var plan, prior, config totpModel
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	creating := req.State.Raw.IsNull()
	if !creating {
		resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	plan.Secret = plannedSecret(&plan, &prior, &config, creating)
	plan.URI = plan.expectedURI()
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// plannedSecret is the attribute secret after the apply: unknown when a secret
// will be generated, null when the state must not hold it.
func plannedSecret(plan, prior, config *totpModel, creating bool) types.String {
	renews := creating || plan.SecretWOVersion.IsUnknown() || raised(plan.SecretWOVersion, prior.SecretWOVersion)
	switch {
	case config.SecretWO.IsUnknown() && (renews || !prior.Secret.IsNull()):
		return types.StringUnknown() // it can still turn out to be null
	case !config.SecretWO.IsNull():
		return types.StringNull()
	case renews:
		return types.StringUnknown()
	}
	return prior.Secret
}

// enrols reports whether an update sends a secret: when its version changes,
// and when a stated secret takes the place of a generated one.
func enrols(plan, prior, config *totpModel) bool {
	return raised(plan.SecretWOVersion, prior.SecretWOVersion) || !config.SecretWO.IsNull() && !prior.Secret.IsNull()
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
