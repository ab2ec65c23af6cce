// Package planmodifiers has plan modifiers that several resources share.
package planmodifiers

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// KeepEquivalent plans the value of the state when the configuration has another
// spelling of the same value. The framework compares spellings semantically after
// an apply, but not during plan. Without this modifier, a change of spelling would
// be a planned change of the user.
func KeepEquivalent() interface {
	planmodifier.String
	planmodifier.Set
} {
	return keepEquivalent{}
}

type keepEquivalent struct{}

func (keepEquivalent) Description(context.Context) string {
	return "Another spelling of the same value is not a change."
}

func (k keepEquivalent) MarkdownDescription(ctx context.Context) string { return k.Description(ctx) }

func (keepEquivalent) PlanModifyString(
	ctx context.Context,
	req planmodifier.StringRequest,
	resp *planmodifier.StringResponse,
) {
	if req.StateValue.IsNull() || req.PlanValue.IsUnknown() {
		return
	}
	// The request has plain strings; the schema has the type that compares them.
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
	if slices.ContainsFunc(req.PlanValue.Elements(), attr.Value.IsUnknown) {
		resp.Diagnostics.Append(sameSpelling(ctx, req)...)
		return
	}
	same, diags := customtypes.Equivalent(ctx, req.StateValue, req.PlanValue)
	resp.Diagnostics.Append(diags...)
	if same {
		resp.PlanValue = req.StateValue
	}
}

// sameSpelling refuses an element that the state has in another spelling, beside an unknown element. Terraform accepts
// only the configuration or the state as the plan of a set. The right one is known only during the apply, and the plan
// of the apply must not contradict this plan.
func sameSpelling(ctx context.Context, req planmodifier.SetRequest) (diags diag.Diagnostics) {
	for _, element := range req.PlanValue.Elements() {
		for _, held := range req.StateValue.Elements() {
			same, more := customtypes.Equivalent(ctx, element, held)
			diags.Append(more...)
			if same && !element.Equal(held) {
				diags.AddAttributeError(req.Path, "Another spelling beside an unknown value",
					fmt.Sprintf("An element of %s is not known yet, and %s is %s in the state. Terraform cannot plan a set with "+
						"both. Write %[3]s, as in the state.", req.Path, element, held))
			}
		}
	}
	return diags
}
