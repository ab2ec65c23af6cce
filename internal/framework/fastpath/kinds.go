package fastpath

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/defaults"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
)

// defaultValue returns the default of an attribute, nil for none.
func (f field) defaultValue(ctx context.Context) (attr.Value, error) {
	var value attr.Value
	var diags diag.Diagnostics
	switch attribute := f.attribute.(type) {
	case schema.StringAttribute:
		if attribute.Default == nil {
			return nil, nil
		}
		var resp defaults.StringResponse
		attribute.Default.DefaultString(ctx, defaults.StringRequest{Path: path.Root(f.name)}, &resp)
		value, diags = resp.PlanValue, resp.Diagnostics
	case schema.BoolAttribute:
		if attribute.Default == nil {
			return nil, nil
		}
		var resp defaults.BoolResponse
		attribute.Default.DefaultBool(ctx, defaults.BoolRequest{Path: path.Root(f.name)}, &resp)
		value, diags = resp.PlanValue, resp.Diagnostics
	default:
		return nil, nil
	}
	if len(diags) > 0 {
		return nil, fmt.Errorf("the default of %s is invalid", f.name)
	}
	// The type of the attribute can be a custom type.
	plain, err := value.ToTerraformValue(ctx)
	if err != nil {
		return nil, err
	}
	return f.of.ValueFromTerraform(ctx, plain)
}

// validation is the part of the requests to validators that is the same for all attributes.
type validation struct {
	config       tfsdk.Config
	capabilities validator.ValidateSchemaClientCapabilities
}

// validate runs the validators of an attribute. Like the framework, it runs them for null and unknown values, too.
func (f field) validate(ctx context.Context, value attr.Value, in validation) diag.Diagnostics {
	at := path.Root(f.name)
	switch attribute := f.attribute.(type) {
	case schema.StringAttribute:
		return validateEach(attribute.Validators, func(v validator.String) diag.Diagnostics {
			text, diags := value.(basetypes.StringValuable).ToStringValue(ctx)
			resp := validator.StringResponse{Diagnostics: diags}
			v.ValidateString(ctx, validator.StringRequest{
				Path: at, PathExpression: at.Expression(), Config: in.config, ConfigValue: text,
				ClientCapabilities: in.capabilities,
			}, &resp)
			return resp.Diagnostics
		})
	case schema.BoolAttribute:
		return validateEach(attribute.Validators, func(v validator.Bool) diag.Diagnostics {
			truth, diags := value.(basetypes.BoolValuable).ToBoolValue(ctx)
			resp := validator.BoolResponse{Diagnostics: diags}
			v.ValidateBool(ctx, validator.BoolRequest{
				Path: at, PathExpression: at.Expression(), Config: in.config, ConfigValue: truth,
				ClientCapabilities: in.capabilities,
			}, &resp)
			return resp.Diagnostics
		})
	case schema.Int64Attribute:
		return validateEach(attribute.Validators, func(v validator.Int64) diag.Diagnostics {
			number, diags := value.(basetypes.Int64Valuable).ToInt64Value(ctx)
			resp := validator.Int64Response{Diagnostics: diags}
			v.ValidateInt64(ctx, validator.Int64Request{
				Path: at, PathExpression: at.Expression(), Config: in.config, ConfigValue: number,
				ClientCapabilities: in.capabilities,
			}, &resp)
			return resp.Diagnostics
		})
	case schema.SetAttribute:
		return validateEach(attribute.Validators, func(v validator.Set) diag.Diagnostics {
			set, diags := value.(basetypes.SetValuable).ToSetValue(ctx)
			resp := validator.SetResponse{Diagnostics: diags}
			v.ValidateSet(ctx, validator.SetRequest{
				Path: at, PathExpression: at.Expression(), Config: in.config, ConfigValue: set,
				ClientCapabilities: in.capabilities,
			}, &resp)
			return resp.Diagnostics
		})
	case schema.ListAttribute:
		return validateEach(attribute.Validators, func(v validator.List) diag.Diagnostics {
			list, diags := value.(basetypes.ListValuable).ToListValue(ctx)
			resp := validator.ListResponse{Diagnostics: diags}
			v.ValidateList(ctx, validator.ListRequest{
				Path: at, PathExpression: at.Expression(), Config: in.config, ConfigValue: list,
				ClientCapabilities: in.capabilities,
			}, &resp)
			return resp.Diagnostics
		})
	}
	return nil
}

func validateEach[V any](validators []V, validate func(V) diag.Diagnostics) (diags diag.Diagnostics) {
	for _, v := range validators {
		diags.Append(validate(v)...)
	}
	return diags
}
