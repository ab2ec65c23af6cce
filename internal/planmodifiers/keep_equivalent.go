// Package planmodifiers holds plan modifiers that the resources share.
package planmodifiers

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/customtypes"
)

// KeepEquivalent plans the value of the state when the configuration means the
// same: the framework compares meanings after an apply, but not in a plan, so
// without it a change of spelling would show as a change of the user.
func KeepEquivalent() interface {
	planmodifier.String
	planmodifier.Set
} {
	return keepEquivalent{}
}

type keepEquivalent struct{}

func (keepEquivalent) Description(context.Context) string {
	return "A spelling that means the same is not a change."
}

func (k keepEquivalent) MarkdownDescription(ctx context.Context) string { return k.Description(ctx) }

func (keepEquivalent) PlanModifyString(ctx context.Context, req planmodifier.StringRequest, resp *planmodifier.StringResponse) {
	if req.StateValue.IsNull() || req.PlanValue.IsUnknown() {
		return
	}
	// The request carries plain strings; the schema knows the type that compares them.
	attributeType, diags := req.Plan.Schema.TypeAtPath(ctx, req.Path)
	resp.Diagnostics.Append(diags...)
	typable, ok := attributeType.(basetypes.StringTypable)
	if !ok {
		return
	}
	state, diags := typable.ValueFromString(ctx, req.StateValue)
	resp.Diagnostics.Append(diags...)
	plan, diags := typable.ValueFromString(ctx, req.PlanValue)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	same, diags := customtypes.Equivalent(ctx, state, plan)
	resp.Diagnostics.Append(diags...)
	if same {
		resp.PlanValue = req.StateValue
	}
}

func (keepEquivalent) PlanModifySet(ctx context.Context, req planmodifier.SetRequest, resp *planmodifier.SetResponse) {
	if req.StateValue.IsNull() || req.PlanValue.IsUnknown() {
		return
	}
	same, diags := customtypes.Equivalent(ctx, req.StateValue, req.PlanValue)
	resp.Diagnostics.Append(diags...)
	if same {
		resp.PlanValue = req.StateValue
	}
}
