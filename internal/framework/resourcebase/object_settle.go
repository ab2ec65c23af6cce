package resourcebase

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"

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
	diags := state.Set(ctx, observed)
	planned, configured := attributesOf(ctx, plan, &diags), attributesOf(ctx, config, &diags)
	actual := attributesOf(ctx, state, &diags)
	var before map[string]attr.Value
	if prior != nil {
		before = attributesOf(ctx, prior, &diags)
	}
	if diags.HasError() {
		return nil, diags
	}
	var refused []path.Path
	for name, value := range planned {
		if value.IsUnknown() {
			continue
		}
		same, equalDiags := customtypes.Equivalent(ctx, value, actual[name])
		diags.Append(equalDiags...)
		if !same && !configured[name].IsNull() && (prior == nil || !value.Equal(before[name])) {
			refused = append(refused, path.Root(name))
			if prior != nil {
				continue
			}
		}
		actual[name] = value
	}
	diags.Append(setAttributes(ctx, state, actual)...)
	return refused, diags
}

// KeepPrior sets the state after an update without requests: the planned values, and the prior ones for unknown values.
func KeepPrior(ctx context.Context, plan tfsdk.Plan, prior tfsdk.State, state *tfsdk.State) (diags diag.Diagnostics) {
	planned, before := attributesOf(ctx, plan, &diags), attributesOf(ctx, prior, &diags)
	if diags.HasError() {
		return diags
	}
	for name, value := range planned {
		if value.IsUnknown() {
			planned[name] = before[name]
		}
	}
	return append(diags, setAttributes(ctx, state, planned)...)
}

// attributesOf returns the values of all attributes of an object. GetAttribute would search the schema for each one.
func attributesOf(ctx context.Context, object interface {
	Get(ctx context.Context, target any) diag.Diagnostics
}, diags *diag.Diagnostics,
) map[string]attr.Value {
	var values types.Object
	diags.Append(object.Get(ctx, &values)...)
	return values.Attributes()
}

func setAttributes(ctx context.Context, state *tfsdk.State, values map[string]attr.Value) diag.Diagnostics {
	of, _ := state.Schema.Type().(types.ObjectType)
	object, diags := types.ObjectValue(of.AttrTypes, values)
	if diags.HasError() {
		return diags
	}
	return append(diags, state.Set(ctx, object)...)
}

// StoredOtherwise describes a configured attribute for which Clerk has stored another value.
func StoredOtherwise(attribute path.Path, label string) (summary, detail string) {
	return "Clerk kept another value",
		fmt.Sprintf("Clerk accepted %s for %s, but stored another value. The next plan shows the stored value. Set that "+
			"value, or remove the attribute from the configuration.", attribute, label)
}
