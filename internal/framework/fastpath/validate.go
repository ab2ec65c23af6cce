package fastpath

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Validate runs the validators of the attributes, and the check of the whole.
func (s *shortcut[M]) Validate(
	ctx context.Context,
	req *tfprotov6.ValidateResourceConfigRequest,
) *tfprotov6.ValidateResourceConfigResponse {
	config, object, err := s.codec.decode(ctx, req.Config)
	if err != nil || config == nil || s.resource.Schema.DeprecationMessage != "" {
		return nil
	}
	in := validation{config: tfsdk.Config{Raw: object, Schema: s.resource.Schema}}
	if req.ClientCapabilities != nil {
		in.capabilities.WriteOnlyAttributesAllowed = req.ClientCapabilities.WriteOnlyAttributesAllowed
	}
	for _, f := range s.codec.fields {
		if !f.valid(ctx, f.get(config), in) {
			return nil
		}
	}
	if len(s.resource.Validate(config)) > 0 {
		return nil
	}
	return &tfprotov6.ValidateResourceConfigResponse{}
}

// valid reports whether the value of an attribute is valid for certain.
func (f field) valid(ctx context.Context, value attr.Value, in validation) bool {
	statable := f.attribute.IsOptional() || f.attribute.IsRequired()
	taken := !f.attribute.IsWriteOnly() || in.capabilities.WriteOnlyAttributesAllowed
	switch {
	case value.IsNull() && f.attribute.IsRequired():
		return false
	// Who is warned of a deprecated attribute is for the framework to say.
	case !value.IsNull() && (!statable || !taken || f.attribute.GetDeprecationMessage() != ""):
		return false
	}
	return len(f.check(ctx, value, in)) == 0
}
