package customtypes

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// Equivalent reports whether two values of one attribute are the same: equal values,
// spellings of one value, and sets of such spellings.
func Equivalent(ctx context.Context, a, b attr.Value) (bool, diag.Diagnostics) {
	if a.Equal(b) {
		return true, nil
	}
	if a.IsNull() || b.IsNull() || a.IsUnknown() || b.IsUnknown() {
		return false, nil
	}
	if left, ok := a.(basetypes.StringValuableWithSemanticEquals); ok {
		right, ok := b.(basetypes.StringValuable)
		if !ok {
			return false, nil
		}
		return left.StringSemanticEquals(ctx, right)
	}
	left, okLeft := a.(basetypes.SetValue)
	right, okRight := b.(basetypes.SetValue)
	if okLeft && okRight {
		return equivalentSets(ctx, left.Elements(), right.Elements())
	}
	return false, nil
}

func equivalentSets(ctx context.Context, a, b []attr.Value) (bool, diag.Diagnostics) {
	if len(a) != len(b) {
		return false, nil
	}
	for _, wanted := range a {
		found := false
		for _, candidate := range b {
			same, diags := Equivalent(ctx, candidate, wanted)
			if diags.HasError() {
				return false, diags
			}
			found = found || same
		}
		if !found {
			return false, nil
		}
	}
	return true, nil
}
