package identifiers

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ModifyPlan reports what the API cannot do while there is still time, and
// marks what changes with the identifier.
func (r *Resource[M]) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
	if req.Plan.Raw.IsNull() {
		return
	}
	var planModel, priorModel, configModel M
	resp.Diagnostics.Append(req.Plan.Get(ctx, &planModel)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &configModel)...)
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &priorModel)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	plan, prior := r.Parts(&planModel), r.Parts(&priorModel)
	resp.Diagnostics.Append(r.checkTogether(r.Parts(&configModel))...)
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(r.checkReachable(plan, prior)...)
		planConsequences(plan, prior)
		resp.Diagnostics.Append(resp.Plan.Set(ctx, &planModel)...)
	}
}

// checkTogether refuses what no identifier can be.
func (r *Resource[M]) checkTogether(config Parts) (diags diag.Diagnostics) {
	if config.Verified.IsNull() || config.Verified.IsUnknown() || config.Verified.ValueBool() {
		return nil
	}
	if config.Primary.ValueBool() {
		diags.AddAttributeError(path.Root("primary"), "A primary must be verified",
			fmt.Sprintf("Clerk makes only a verified %s primary. Set verified = true as well, or leave primary out.", r.Kind.Noun))
	}
	if config.SecondFactor != nil && config.SecondFactor.ValueBool() {
		diags.AddAttributeError(path.Root("reserved_for_second_factor"), "A second factor must be verified",
			fmt.Sprintf("Clerk uses only a verified %s as a second factor. Set verified = true as well, or leave reserved_for_second_factor out.", r.Kind.Noun))
	}
	return diags
}

// checkUser refuses another user: in the plan, and again in the apply for a
// user who was not known in the plan.
func (r *Resource[M]) checkUser(plan, prior Parts) (diags diag.Diagnostics) {
	if !plan.UserID.IsUnknown() && !plan.UserID.Equal(prior.UserID) {
		diags.AddAttributeError(path.Root("user_id"), "An identifier cannot move to another user",
			fmt.Sprintf("The %s %q belongs to %s, and Clerk moves no identifier from one user to another. Remove this resource, apply, and declare it for %s afterwards.",
				r.Kind.Noun, prior.Value.ValueString(), prior.UserID.ValueString(), plan.UserID.ValueString()))
	}
	return diags
}

// checkReachable refuses what the API cannot make of an identifier that exists.
func (r *Resource[M]) checkReachable(plan, prior Parts) diag.Diagnostics {
	diags := r.checkUser(plan, prior)
	value := prior.Value.ValueString()
	if plan.Value.IsUnknown() || changesValue(plan, prior) {
		return diags
	}
	if prior.Verified.ValueBool() && !plan.Verified.IsUnknown() && !plan.Verified.ValueBool() {
		diags.AddAttributeError(path.Root("verified"), "A verification cannot be taken back",
			fmt.Sprintf("The %s %q is verified, and Clerk takes no verification back. Leave verified out, or set it to true.", r.Kind.Noun, value))
	}
	if prior.Primary.ValueBool() && !plan.Primary.IsUnknown() && !plan.Primary.ValueBool() {
		diags.AddAttributeError(path.Root("primary"), "The primary cannot step down",
			fmt.Sprintf("%q is the primary %s of %s, and stays it until another becomes primary. Set primary = true on that other one and leave it out here.", value, r.Kind.Noun, prior.UserID.ValueString()))
	}
	return diags
}

// planConsequences marks what is known after apply because the value or the
// verification changes.
func planConsequences(plan, prior Parts) {
	exchanged := plan.Value.IsUnknown() || changesValue(plan, prior)
	if exchanged {
		plan.ID = types.StringUnknown()
		plan.LinkedTo = types.ListUnknown(linkType)
	}
	if exchanged || !plan.Verified.Equal(prior.Verified) {
		plan.Reserved = types.BoolUnknown()
		plan.VerificationStatus, plan.VerificationStrategy = types.StringUnknown(), types.StringUnknown()
	}
	if plan.SecondFactor != nil && (exchanged || !plan.SecondFactor.Equal(*prior.SecondFactor)) {
		*plan.DefaultSecondFactor = types.BoolUnknown()
	}
}
