package users

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// settle makes the state after an apply: what the plan left open comes from
// the API, and everything else is as planned, which Terraform insists on. An
// attribute that is not managed may have changed meanwhile; the next refresh
// shows it.
//
// It returns the stated attributes that were written and that Clerk holds
// otherwise; the state shows what Clerk holds of them. prior is the state from
// before, which tells what was written; nil means all.
func settle(
	ctx context.Context,
	observed *userModel,
	plan tfsdk.Plan,
	config tfsdk.Config,
	prior, state *tfsdk.State,
) ([]path.Path, diag.Diagnostics) {
	var refused []path.Path
	diags := state.Set(ctx, observed)
	for name := range plan.Schema.GetAttributes() {
		attribute := path.Root(name)
		var planned, stated, held attr.Value
		diags.Append(plan.GetAttribute(ctx, attribute, &planned)...)
		diags.Append(config.GetAttribute(ctx, attribute, &stated)...)
		diags.Append(state.GetAttribute(ctx, attribute, &held)...)
		if diags.HasError() {
			return nil, diags
		}
		if planned.IsUnknown() {
			continue
		}
		same, equalDiags := customtypes.Equivalent(ctx, planned, held)
		diags.Append(equalDiags...)
		if !same && !stated.IsNull() && differs(ctx, prior, attribute, planned) {
			refused = append(refused, attribute)
			continue
		}
		diags.Append(state.SetAttribute(ctx, attribute, planned)...)
	}
	return refused, diags
}

// keepPrior makes the state after an update that writes nothing: as planned,
// and where the plan is open, as before.
func keepPrior(ctx context.Context, plan tfsdk.Plan, prior tfsdk.State, state *tfsdk.State) (diags diag.Diagnostics) {
	state.Raw = plan.Raw
	for name := range plan.Schema.GetAttributes() {
		attribute := path.Root(name)
		var planned, before attr.Value
		diags.Append(plan.GetAttribute(ctx, attribute, &planned)...)
		if diags.HasError() || !planned.IsUnknown() {
			continue
		}
		diags.Append(prior.GetAttribute(ctx, attribute, &before)...)
		diags.Append(state.SetAttribute(ctx, attribute, before)...)
	}
	return diags
}

// differs reports whether the planned value was not in the state before.
func differs(ctx context.Context, prior *tfsdk.State, attribute path.Path, planned attr.Value) bool {
	if prior == nil {
		return true
	}
	var before attr.Value
	return prior.GetAttribute(ctx, attribute, &before).HasError() || !planned.Equal(before)
}

// keptOtherwise describes a stated attribute that Clerk answered differently.
func keptOtherwise(attribute path.Path, label string) (summary, detail string) {
	return "Clerk kept another value",
		fmt.Sprintf(
			"Clerk accepted %s for %s but holds something else. The next plan shows what it holds; state that value, or take the attribute out of the configuration.",
			attribute,
			label,
		)
}
