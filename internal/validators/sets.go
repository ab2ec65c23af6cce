package validators

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"

	"github.com/clerk-users/terraform-provider-clerk/internal/customtypes"
)

// NoNullIdentifiers refuses a set with an element that is null.
func NoNullIdentifiers() validator.Set { return noNullIdentifiers{} }

type noNullIdentifiers struct{}

func (noNullIdentifiers) Description(context.Context) string { return "must not hold null" }

func (n noNullIdentifiers) MarkdownDescription(ctx context.Context) string { return n.Description(ctx) }

func (noNullIdentifiers) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	for _, element := range req.ConfigValue.Elements() {
		if element.IsNull() {
			resp.Diagnostics.AddAttributeError(req.Path, "One element is null",
				fmt.Sprintf("An element of %s is null. Take it out of the configuration; compact() leaves such elements out of a list.", req.Path))
			return
		}
	}
}

// DistinctIdentifiers refuses a set in which two elements differ only in case:
// Clerk holds them as one.
func DistinctIdentifiers() validator.Set { return distinctIdentifiers{} }

type distinctIdentifiers struct{}

func (distinctIdentifiers) Description(context.Context) string {
	return "must not hold one identifier in two spellings"
}

func (d distinctIdentifiers) MarkdownDescription(ctx context.Context) string {
	return d.Description(ctx)
}

func (distinctIdentifiers) ValidateSet(_ context.Context, req validator.SetRequest, resp *validator.SetResponse) {
	var seen []string
	for _, element := range req.ConfigValue.Elements() {
		identifier, ok := element.(basetypes.StringValuable)
		if !ok || identifier.IsNull() || identifier.IsUnknown() {
			continue
		}
		value := identifier.(interface{ ValueString() string }).ValueString()
		for _, earlier := range seen {
			if customtypes.SameIdentifier(earlier, value) {
				resp.Diagnostics.AddAttributeError(req.Path, "One identifier in two spellings",
					fmt.Sprintf("%q and %q differ only in case, so Clerk holds them as one. Keep one of them.", earlier, value))
			}
		}
		seen = append(seen, value)
	}
}
