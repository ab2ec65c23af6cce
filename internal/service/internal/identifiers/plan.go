package identifiers

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// The keys of the private state.
const (
	// managedKey is set by each plan of an object that exists. A plan without a prior state that has it is the second
	// plan of -replace.
	managedKey = "managed"
	// createsKey holds the piece that a replacement is about to create: the delete before it does not remove the piece.
	createsKey = "creates"
)

// ModifyPlan reports during plan what the API cannot do, marks what follows from a new identifier as unknown, and
// compares the plan with those of the other resources of the run.
func (r *Resource[M]) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	var planModel, priorModel, configModel M
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &priorModel)...)
	}
	prior := r.Parts(&priorModel)
	if req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(r.planDestroy(ctx, resp, prior)...)
		resp.Diagnostics.Append(r.planFactor(ctx, nil, prior)...)
		return
	}
	resp.Diagnostics.Append(req.Plan.Get(ctx, &planModel)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &configModel)...)
	if resp.Diagnostics.HasError() {
		return
	}
	plan, config := r.Parts(&planModel), r.Parts(&configModel)
	if resp.Diagnostics.Append(r.checkValue(ctx, plan, prior)...); resp.Diagnostics.HasError() {
		return
	}
	if req.State.Raw.IsNull() {
		resp.Diagnostics.Append(r.checkTogether(config, Held{})...)
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(r.checkHeld(ctx, plan)...)
		}
		resp.Diagnostics.Append(r.planCreate(ctx, req, resp, plan)...)
		return
	}
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, managedKey, []byte("true"))...)
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, createsKey, nil)...)
	resp.Diagnostics.Append(resp.Private.SetKey(ctx, fateKey, nil)...)
	resp.Diagnostics.Append(r.checkChange(plan, prior, config)...)
	r.planConsequences(plan, prior, config)
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &planModel)...)
	// One mistake gives one error: a conflict is reported by the next plan.
	conflicts := r.planPieces(registry.Holder{Before: r.pieces(prior), After: r.pieces(plan)})
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(conflicts...)
	}
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(r.planFactor(ctx, &plan, prior)...)
	}
}

// planCreate records what a create obtains. The second plan of -replace is not recorded again.
func (r *Resource[M]) planCreate(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, plan Parts,
) diag.Diagnostics {
	managed, diags := req.Private.GetKey(ctx, managedKey)
	after := r.pieces(plan)
	if len(after) > 0 {
		encoded, err := json.Marshal(after[0])
		if err != nil {
			diags.AddError("Could not plan the "+r.Kind.Noun, err.Error())
			return diags
		}
		diags.Append(resp.Private.SetKey(ctx, createsKey, encoded)...)
	}
	if len(managed) == 0 {
		diags.Append(r.planPieces(registry.Holder{After: after})...)
	}
	return diags
}

// planDestroy records what a destroy removes, and what the run does to the user. It refuses to remove the last
// identifier of a user that the run keeps.
func (r *Resource[M]) planDestroy(
	ctx context.Context, resp *resource.ModifyPlanResponse, prior Parts,
) diag.Diagnostics {
	userID := prior.UserID.ValueString()
	diags := resp.Private.SetKey(ctx, createsKey, nil)
	diags.Append(resp.Private.SetKey(ctx, fateKey, encodedFate(r.registry, userID))...)
	diags.Append(r.planPieces(registry.Holder{Before: r.pieces(prior), Destroy: true})...)
	if diags.HasError() {
		return diags
	}
	return append(diags, CheckLast(ctx, r.client, r.registry, userID)...)
}

// planPieces records the pieces before and after the run, and describes the conflicts with other resources.
func (r *Resource[M]) planPieces(holder registry.Holder) (diags diag.Diagnostics) {
	holder.Resource = r.typeName()
	for _, conflict := range r.registry.PlanPieces(holder) {
		diags.Append(registry.PieceDiagnostic(conflict, r.Kind.Noun))
	}
	return diags
}

// pieces is the piece that a resource manages, or none while its user or its value is unknown.
func (r *Resource[M]) pieces(p Parts) []registry.Piece {
	if p.UserID.ValueString() == "" || p.Value.ValueString() == "" {
		return nil
	}
	return []registry.Piece{r.Kind.Piece(p.UserID.ValueString(), p.Value.ValueString())}
}

func (r *Resource[M]) typeName() string { return "clerk_" + r.Kind.Param }

// isAnother reports whether the plan is known to be about another identifier than the state.
func (r *Resource[M]) isAnother(plan, prior Parts) bool {
	return !plan.Value.IsUnknown() && !r.Kind.Same(plan.Value.ValueString(), prior.Value.ValueString()) ||
		!plan.UserID.IsUnknown() && !plan.UserID.Equal(prior.UserID)
}

// mayBeAnother reports whether the plan may turn out to be about another identifier.
func (r *Resource[M]) mayBeAnother(plan, prior Parts) bool {
	return plan.Value.IsUnknown() || plan.UserID.IsUnknown() || r.isAnother(plan, prior)
}

// planConsequences marks as unknown what follows from another identifier or from its verification.
func (r *Resource[M]) planConsequences(plan, prior, config Parts) {
	another := r.mayBeAnother(plan, prior)
	if another {
		plan.ID = types.StringUnknown()
		plan.LinkedTo = types.ListUnknown(linkType)
		open(&plan.Verified, config.Verified)
		open(&plan.Primary, config.Primary)
	}
	if another || !plan.Verified.Equal(prior.Verified) {
		plan.Reserved = types.BoolUnknown()
		plan.VerificationStatus, plan.VerificationStrategy = types.StringUnknown(), types.StringUnknown()
	}
	if plan.SecondFactor != nil {
		if another {
			open(plan.SecondFactor, *config.SecondFactor)
		}
		if another || !plan.SecondFactor.Equal(*prior.SecondFactor) {
			*plan.DefaultSecondFactor = types.BoolUnknown()
		}
	}
}

// open marks an attribute as unknown unless it is configured.
func open(plan *types.Bool, config types.Bool) {
	if config.IsNull() {
		*plan = types.BoolUnknown()
	}
}
