package fastpath

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
)

// Validate runs the validators of all attributes, and checks the configuration as a whole.
func (h *handler[M]) Validate(
	ctx context.Context,
	req *tfprotov6.ValidateResourceConfigRequest,
) *tfprotov6.ValidateResourceConfigResponse {
	config, object, err := h.codec.decode(ctx, req.Config)
	if err != nil || config == nil {
		return nil
	}
	in := validation{config: tfsdk.Config{Raw: object, Schema: h.schema}}
	if req.ClientCapabilities != nil {
		in.capabilities.WriteOnlyAttributesAllowed = req.ClientCapabilities.WriteOnlyAttributesAllowed
	}
	for _, f := range h.codec.fields {
		if !f.valid(ctx, f.get(config), in) {
			return nil
		}
	}
	if len(h.resource.Validate(config)) > 0 {
		return nil
	}
	return &tfprotov6.ValidateResourceConfigResponse{}
}

// valid reports whether the value of an attribute is valid, without a warning.
func (f field) valid(ctx context.Context, value attr.Value, in validation) bool {
	configurable := f.attribute.IsOptional() || f.attribute.IsRequired()
	allowed := !f.attribute.IsWriteOnly() || in.capabilities.WriteOnlyAttributesAllowed
	_, isNested := f.attribute.(schema.SingleNestedAttribute)
	switch {
	case isNested && !value.IsNull(): // the framework validates its attributes
		return false
	case value.IsNull() && f.attribute.IsRequired():
		return false
	case !value.IsNull() && (!configurable || !allowed || f.attribute.GetDeprecationMessage() != ""):
		return false
	}
	return len(f.validate(ctx, value, in)) == 0
}
