package validators

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
)

// NoNullIdentifiers refuses a set with an element that is null.
func NoNullIdentifiers() validator.Set { return noNull{} }

// NoNullElements refuses a list with an element that is null.
func NoNullElements() validator.List { return noNull{} }

type noNull struct{}

func (noNull) Description(context.Context) string { return "must not contain null" }

func (n noNull) MarkdownDescription(ctx context.Context) string { return n.Description(ctx) }

func (noNull) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	resp.Diagnostics.Append(withoutNull(req.Path, req.ConfigValue.Elements())...)
}

func (noNull) ValidateList(_ context.Context, req validator.ListRequest, resp *validator.ListResponse) {
	resp.Diagnostics.Append(withoutNull(req.Path, req.ConfigValue.Elements())...)
}

func withoutNull(at path.Path, elements []attr.Value) (diags diag.Diagnostics) {
	if slices.ContainsFunc(elements, attr.Value.IsNull) {
		diags.AddAttributeError(
			at,
			"One element is null",
			fmt.Sprintf(
				"An element of %s is null. Remove it from the configuration; compact() removes such elements from a list.",
				at,
			),
		)
	}
	return diags
}

// NotEmptySet refuses a set without elements.
func NotEmptySet() validator.Set { return notEmptySet{} }

type notEmptySet struct{}

func (notEmptySet) Description(context.Context) string { return "must not be empty" }

func (n notEmptySet) MarkdownDescription(ctx context.Context) string { return n.Description(ctx) }

func (notEmptySet) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	if !req.ConfigValue.IsNull() && !req.ConfigValue.IsUnknown() && len(req.ConfigValue.Elements()) == 0 {
		resp.Diagnostics.AddAttributeError(req.Path, "Empty set",
			fmt.Sprintf("%s is empty: set at least one value, or omit it.", req.Path))
	}
}

// DistinctIdentifiers refuses a set with two spellings of one identifier: Clerk stores one of them.
func DistinctIdentifiers() validator.Set { return distinctIdentifiers{} }

type distinctIdentifiers struct{}

func (distinctIdentifiers) Description(context.Context) string {
	return "must not contain one identifier in two spellings"
}

func (d distinctIdentifiers) MarkdownDescription(ctx context.Context) string {
	return d.Description(ctx)
}

// foldable is an identifier of any kind.
type foldable interface {
	attr.Value
	ValueString() string
	Folded() string
}

func (distinctIdentifiers) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	seen := map[string]string{}
	for _, element := range req.ConfigValue.Elements() {
		identifier, ok := element.(foldable)
		if !ok || identifier.IsNull() || identifier.IsUnknown() {
			continue
		}
		value := identifier.ValueString()
		if earlier, found := seen[identifier.Folded()]; found {
			resp.Diagnostics.AddAttributeError(req.Path, "One identifier in two spellings",
				fmt.Sprintf("%q and %q differ only in case. Clerk stores one of them, so remove the other.", earlier, value))
		}
		seen[identifier.Folded()] = value
	}
}
