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

// known returns an error for a kind of attribute, or of default, that the functions of this file do not know.
func (f field) known() error {
	fallback := false
	switch attribute := f.attribute.(type) {
	case schema.StringAttribute, schema.BoolAttribute:
	case schema.Int64Attribute:
		fallback = attribute.Default != nil
	case schema.SetAttribute:
		fallback = attribute.Default != nil
	case schema.ListAttribute:
		fallback = attribute.Default != nil
	default:
		return fmt.Errorf("the attribute %s is a %T, which shortcuts do not know", f.name, f.attribute)
	}
	if fallback {
		return fmt.Errorf("the attribute %s is a %T with a default, which shortcuts do not know", f.name, f.attribute)
	}
	return nil
}

// fallback is the default of an attribute, nil for none.
func (f field) fallback(ctx context.Context) (attr.Value, error) {
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
		return nil, fmt.Errorf("%s has no default", f.name)
	}
	// In the type of the attribute, which may be one of its own.
	plain, err := value.ToTerraformValue(ctx)
	if err != nil {
		return nil, err
	}
	return f.of.ValueFromTerraform(ctx, plain)
}

// validation is what the validators of an attribute are asked with.
type validation struct {
	config       tfsdk.Config
	capabilities validator.ValidateSchemaClientCapabilities
}

// check runs the validators of an attribute, as the framework does also for null and for what is unknown.
func (f field) check(ctx context.Context, value attr.Value, in validation) diag.Diagnostics {
	at := path.Root(f.name)
	switch attribute := f.attribute.(type) {
	case schema.StringAttribute:
		return checkEach(attribute.Validators, func(v validator.String) diag.Diagnostics {
			text, diags := value.(basetypes.StringValuable).ToStringValue(ctx)
			resp := validator.StringResponse{Diagnostics: diags}
			v.ValidateString(ctx, validator.StringRequest{
				Path: at, PathExpression: at.Expression(), Config: in.config, ConfigValue: text,
				ClientCapabilities: in.capabilities,
			}, &resp)
			return resp.Diagnostics
		})
	case schema.BoolAttribute:
		return checkEach(attribute.Validators, func(v validator.Bool) diag.Diagnostics {
			truth, diags := value.(basetypes.BoolValuable).ToBoolValue(ctx)
			resp := validator.BoolResponse{Diagnostics: diags}
			v.ValidateBool(ctx, validator.BoolRequest{
				Path: at, PathExpression: at.Expression(), Config: in.config, ConfigValue: truth,
				ClientCapabilities: in.capabilities,
			}, &resp)
			return resp.Diagnostics
		})
	case schema.Int64Attribute:
		return checkEach(attribute.Validators, func(v validator.Int64) diag.Diagnostics {
			number, diags := value.(basetypes.Int64Valuable).ToInt64Value(ctx)
			resp := validator.Int64Response{Diagnostics: diags}
			v.ValidateInt64(ctx, validator.Int64Request{
				Path: at, PathExpression: at.Expression(), Config: in.config, ConfigValue: number,
				ClientCapabilities: in.capabilities,
			}, &resp)
			return resp.Diagnostics
		})
	case schema.SetAttribute:
		return checkEach(attribute.Validators, func(v validator.Set) diag.Diagnostics {
			set, diags := value.(basetypes.SetValuable).ToSetValue(ctx)
			resp := validator.SetResponse{Diagnostics: diags}
			v.ValidateSet(ctx, validator.SetRequest{
				Path: at, PathExpression: at.Expression(), Config: in.config, ConfigValue: set,
				ClientCapabilities: in.capabilities,
			}, &resp)
			return resp.Diagnostics
		})
	case schema.ListAttribute:
		return checkEach(attribute.Validators, func(v validator.List) diag.Diagnostics {
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

func checkEach[V any](validators []V, check func(V) diag.Diagnostics) (diags diag.Diagnostics) {
	for _, v := range validators {
		diags.Append(check(v)...)
	}
	return diags
}
