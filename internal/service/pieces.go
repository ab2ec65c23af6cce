package service

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// PlanPieces records the plan in the registry of the run, reports its conflicts with other resources, and notes in the
// private state what the next call has to know. noun names the kind of a piece.
func (r Run) PlanPieces(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse, holder registry.Holder,
	noun func(kind string) string,
) (diags diag.Diagnostics) {
	holder.Destroy = req.Plan.Raw.IsNull()
	replacement := req.State.Raw.IsNull() && resourcebase.HasPrivate(ctx, req.Private, resourcebase.PlannedKey)
	diags.Append(resourcebase.Forget(ctx, resp.Private, resourcebase.PlannedKey, resourcebase.CreatesKey)...)
	switch {
	case holder.Destroy:
	case req.State.Raw.IsNull():
		creates, err := json.Marshal(holder.After)
		if err != nil {
			diags.AddError("The plan cannot be recorded", err.Error())
			return diags
		}
		diags.Append(resp.Private.SetKey(ctx, resourcebase.CreatesKey, creates)...)
	default:
		diags.Append(resp.Private.SetKey(ctx, resourcebase.PlannedKey, []byte("true"))...)
	}
	if replacement {
		return diags
	}
	for _, conflict := range r.Registry.PlanPieces(holder) {
		diags.Append(registry.PieceDiagnostic(conflict, noun(conflict.Piece.Kind)))
	}
	return diags
}

// CreatedPieces returns the pieces of the object that replaces the one that is deleted.
func CreatedPieces(ctx context.Context, private resourcebase.PrivateState) []registry.Piece {
	value, _ := private.GetKey(ctx, resourcebase.CreatesKey)
	var pieces []registry.Piece
	if json.Unmarshal(value, &pieces) != nil {
		return nil
	}
	return pieces
}
