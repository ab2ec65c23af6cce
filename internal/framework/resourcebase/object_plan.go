package resourcebase

import (
	"context"
	"reflect"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// Keys of the private state.
const (
	// PlannedKey is set by every plan of an object that is in the state. With -replace, Terraform plans the object a
	// second time: without a state, and with the private state of the first plan.
	PlannedKey = "planned"
	// CreatesKey is set by the plan of a new object and has its keys. When the new object replaces another one,
	// Terraform passes the private state of that plan to the delete of the old one.
	CreatesKey = "creates"
)

// ModifyPlan checks and completes the plan, and compares it with those of the other resources of the run.
func (o *object[M, T]) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	call := o.call(&resp.Diagnostics)
	call.IsNew, call.Private = req.State.Raw.IsNull(), resp.Private
	if !call.IsNew {
		resp.Diagnostics.Append(req.State.Get(ctx, &call.Prior)...)
	}
	if !req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(req.Plan.Get(ctx, &call.Plan)...)
		resp.Diagnostics.Append(req.Config.Get(ctx, &call.Config)...)
	}
	if resp.Diagnostics.HasError() || o.Registry == nil {
		return
	}
	var before, after []Key
	if !call.IsNew {
		before = o.keys(&call.Prior)
		if moved, ok := o.moved(ctx, req.Private, req.State); ok { // the apply deletes one of the two
			before = append(before, without(o.keys(&moved), before)...)
		}
	}
	switch {
	case req.Plan.Raw.IsNull():
		if o.PlanDelete != nil {
			o.PlanDelete(ctx, &call)
		}
	case o.Plan != nil:
		unchanged := call.Plan
		o.Plan(ctx, &call)
		if !reflect.DeepEqual(unchanged, call.Plan) {
			resp.Diagnostics.Append(resp.Plan.Set(ctx, &call.Plan)...)
		}
	}
	if !req.Plan.Raw.IsNull() {
		// The registry of the apply does not know what only the plan has read.
		resp.Diagnostics.Append(o.note(ctx, resp.Private, &call.Plan)...)
		after = o.keys(&call.Plan)
		switch {
		case call.IsNew:
			resp.Diagnostics.Append(o.planExchanges(ctx, resp.Private)...)
		case HasPrivate(ctx, req.Private, movedKey):
			// Plans an update, which deletes the other object of an exchange that is not complete.
			resp.Diagnostics.Append(resp.Plan.SetAttribute(ctx, path.Root("created_at"), customtypes.UnknownTimestamp())...)
		}
	}
	// One mistake gives one error.
	conflicts := o.Registry.PlanObject(ctx, req, resp, "clerk_"+o.Name, before, after)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(conflicts...)
	}
}
