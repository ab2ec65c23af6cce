package validators

import (
	"context"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// Combination checks how many of some attributes are set.
type Combination struct {
	names             []string
	needsOne, onlyOne bool
}

// ExactlyOne requires one of the attributes.
func ExactlyOne(names ...string) Combination { return Combination{names, true, true} }

// AtLeastOne requires one of the attributes, or several.
func AtLeastOne(names ...string) Combination { return Combination{names, true, false} }

// AtMostOne refuses two of the attributes.
func AtMostOne(names ...string) Combination { return Combination{names, false, true} }

// Description describes the check.
func (c Combination) Description(context.Context) string {
	switch {
	case c.needsOne && c.onlyOne:
		return "one of " + c.list() + " must be set"
	case c.needsOne:
		return "at least one of " + c.list() + " must be set"
	default:
		return "at most one of " + c.list() + " can be set"
	}
}

// MarkdownDescription describes the check.
func (c Combination) MarkdownDescription(ctx context.Context) string { return c.Description(ctx) }

// ValidateAction checks the inputs of an action.
func (c Combination) ValidateAction(
	ctx context.Context, req action.ValidateConfigRequest, resp *action.ValidateConfigResponse,
) {
	resp.Diagnostics.Append(c.check(ctx, req.Config)...)
}

// ValidateDataSource checks the arguments of a data source.
func (c Combination) ValidateDataSource(
	ctx context.Context, req datasource.ValidateConfigRequest, resp *datasource.ValidateConfigResponse,
) {
	resp.Diagnostics.Append(c.check(ctx, req.Config)...)
}

// ValidateEphemeralResource checks the arguments of an ephemeral resource.
func (c Combination) ValidateEphemeralResource(
	ctx context.Context, req ephemeral.ValidateConfigRequest, resp *ephemeral.ValidateConfigResponse,
) {
	resp.Diagnostics.Append(c.check(ctx, req.Config)...)
}

// check waits for unknown values: they can become null.
func (c Combination) check(ctx context.Context, config tfsdk.Config) (diags diag.Diagnostics) {
	var set []string
	for _, name := range c.names {
		var value attr.Value
		diags.Append(config.GetAttribute(ctx, path.Root(name), &value)...)
		if diags.HasError() || value.IsUnknown() {
			return diags
		}
		if !value.IsNull() {
			set = append(set, name)
		}
	}
	switch {
	case len(set) == 0 && c.needsOne:
		diags.AddError("No "+strings.Join(c.names, " or "), "One of "+c.list()+" is required. Set one of them.")
	case len(set) > 1 && c.onlyOne:
		diags.AddAttributeError(path.Root(set[0]), "Only one of "+c.list()+" can be set",
			strings.Join(set, " and ")+" are set. Remove one of them from the configuration.")
	}
	return diags
}

func (c Combination) list() string { return strings.Join(c.names, " and ") }
