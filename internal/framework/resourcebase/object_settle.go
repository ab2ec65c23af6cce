package resourcebase

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// Settle sets the state after an apply. Values that were unknown in the plan come from the observed model. All other
// values are the planned ones, which Terraform requires. Attributes that are not managed may have changed since the
// plan; the next refresh shows that.
//
// It returns the configured attributes that were sent, and for which Clerk has stored another value. The state then has
// the value of Clerk. Attributes that differ from the prior state were sent. A nil prior is that of a create: all were
// sent, and the state has the planned values.
func Settle(
	ctx context.Context,
	observed any,
	plan tfsdk.Plan,
	config tfsdk.Config,
	prior, state *tfsdk.State,
) ([]path.Path, diag.Diagnostics) {
	var refused []path.Path
	diags := state.Set(ctx, observed)
	for name := range plan.Schema.GetAttributes() {
		attribute := path.Root(name)
		var planned, configured, actual attr.Value
		diags.Append(plan.GetAttribute(ctx, attribute, &planned)...)
		diags.Append(config.GetAttribute(ctx, attribute, &configured)...)
		diags.Append(state.GetAttribute(ctx, attribute, &actual)...)
		if diags.HasError() {
			return nil, diags
		}
		if planned.IsUnknown() {
			continue
		}
		same, equalDiags := customtypes.Equivalent(ctx, planned, actual)
		diags.Append(equalDiags...)
		if !same && !configured.IsNull() && differs(ctx, prior, attribute, planned) {
			refused = append(refused, attribute)
			if prior != nil {
				continue
			}
		}
		diags.Append(state.SetAttribute(ctx, attribute, planned)...)
	}
	return refused, diags
}

// KeepPrior sets the state after an update without requests: the planned values, and the prior ones for unknown values.
func KeepPrior(ctx context.Context, plan tfsdk.Plan, prior tfsdk.State, state *tfsdk.State) (diags diag.Diagnostics) {
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

// StoredOtherwise describes a configured attribute for which Clerk has stored another value.
func StoredOtherwise(attribute path.Path, label string) (summary, detail string) {
	return "Clerk kept another value",
		fmt.Sprintf("Clerk accepted %s for %s, but stored another value. The next plan shows the stored value. Set that "+
			"value, or remove the attribute from the configuration.", attribute, label)
}
