package actionbase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// check runs the validators of the schema. The framework runs them only during
// validation, when variables are still unknown, and the CLI does not validate
// again.
func (f *frameworkAction) check(ctx context.Context, config tfsdk.Config) diag.Diagnostics {
	var diags diag.Diagnostics
	for _, check := range f.Checks {
		var resp action.ValidateConfigResponse
		check.ValidateAction(ctx, action.ValidateConfigRequest{Config: config}, &resp)
		diags.Append(resp.Diagnostics...)
	}
	for name, attribute := range f.Inputs {
		diags.Append(checkInput(ctx, config, path.Root(name), attribute)...)
	}
	return diags
}

func checkInput(
	ctx context.Context,
	config tfsdk.Config,
	at path.Path,
	attribute schema.Attribute,
) (diags diag.Diagnostics) {
	null := false
	switch attribute := attribute.(type) {
	case schema.StringAttribute:
		var value types.String
		diags.Append(config.GetAttribute(ctx, at, &value)...)
		null = value.IsNull()
		for _, check := range attribute.Validators {
			var resp validator.StringResponse
			check.ValidateString(
				ctx,
				validator.StringRequest{Path: at, PathExpression: at.Expression(), Config: config, ConfigValue: value},
				&resp,
			)
			diags.Append(resp.Diagnostics...)
		}
	case schema.ListAttribute:
		var value types.List
		diags.Append(config.GetAttribute(ctx, at, &value)...)
		null = value.IsNull()
		for _, check := range attribute.Validators {
			var resp validator.ListResponse
			check.ValidateList(
				ctx,
				validator.ListRequest{Path: at, PathExpression: at.Expression(), Config: config, ConfigValue: value},
				&resp,
			)
			diags.Append(resp.Diagnostics...)
		}
	}
	if null && attribute.IsRequired() {
		diags.AddAttributeError(at, "Missing "+at.String(), "The action needs "+at.String()+", but its value is null.")
	}
	return diags
}
