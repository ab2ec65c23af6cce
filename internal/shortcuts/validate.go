package shortcuts

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types/basetypes"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Validate runs the validators of the attributes that are stated, and the check of the whole.
func (s *shortcut[M]) Validate(ctx context.Context, req *tfprotov6.ValidateResourceConfigRequest) *tfprotov6.ValidateResourceConfigResponse {
	config, object, err := s.codec.decode(ctx, req.Config)
	if err != nil || config == nil || s.resource.Schema.DeprecationMessage != "" {
		return nil
	}
	whole := tfsdk.Config{Raw: object, Schema: s.resource.Schema}
	for _, f := range s.codec.fields {
		if !f.valid(ctx, f.get(config), whole) {
			return nil
		}
	}
	if len(s.resource.Validate(config)) > 0 {
		return nil
	}
	return &tfprotov6.ValidateResourceConfigResponse{}
}

// valid reports whether the value of an attribute is valid for certain.
func (f field) valid(ctx context.Context, value attr.Value, config tfsdk.Config) bool {
	if value.IsNull() {
		return !f.attribute.IsRequired()
	}
	statable := f.attribute.IsOptional() || f.attribute.IsRequired()
	// Whether the CLI can take a write-only value, and who is warned of a deprecated one, is for the framework to say.
	if !statable || f.attribute.IsWriteOnly() || f.attribute.GetDeprecationMessage() != "" {
		return false
	}
	at := path.Root(f.name)
	diags, known := f.check(ctx, at, value, config)
	return known && len(diags) == 0
}

// check runs the validators of an attribute. It reports false for a kind of attribute that it does not know.
func (f field) check(ctx context.Context, at path.Path, value attr.Value, config tfsdk.Config) (diag.Diagnostics, bool) {
	switch attribute := f.attribute.(type) {
	case schema.StringAttribute:
		return checkEach(attribute.Validators, func(v validator.String) diag.Diagnostics {
			text, diags := value.(basetypes.StringValuable).ToStringValue(ctx)
			resp := validator.StringResponse{Diagnostics: diags}
			v.ValidateString(ctx, validator.StringRequest{Path: at, PathExpression: at.Expression(), Config: config, ConfigValue: text}, &resp)
			return resp.Diagnostics
		}), true
	case schema.SetAttribute:
		return checkEach(attribute.Validators, func(v validator.Set) diag.Diagnostics {
			set, diags := value.(basetypes.SetValuable).ToSetValue(ctx)
			resp := validator.SetResponse{Diagnostics: diags}
			v.ValidateSet(ctx, validator.SetRequest{Path: at, PathExpression: at.Expression(), Config: config, ConfigValue: set}, &resp)
			return resp.Diagnostics
		}), true
	case schema.Int64Attribute:
		return checkEach(attribute.Validators, func(v validator.Int64) diag.Diagnostics {
			number, diags := value.(basetypes.Int64Valuable).ToInt64Value(ctx)
			resp := validator.Int64Response{Diagnostics: diags}
			v.ValidateInt64(ctx, validator.Int64Request{Path: at, PathExpression: at.Expression(), Config: config, ConfigValue: number}, &resp)
			return resp.Diagnostics
		}), true
	case schema.BoolAttribute:
		return nil, len(attribute.Validators) == 0
	default:
		return nil, false
	}
}

func checkEach[V any](validators []V, check func(V) diag.Diagnostics) (diags diag.Diagnostics) {
	for _, v := range validators {
		diags.Append(check(v)...)
	}
	return diags
}
