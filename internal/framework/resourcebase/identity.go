package resourcebase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// SetIdentity sets the attribute of an identity that has one. identity is nil for a CLI without identities.
func SetIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, attribute, value string) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.SetAttribute(ctx, path.Root(attribute), value)
}

// copyIdentity sets an attribute of the identity to its value in the resource.
func copyIdentity(
	ctx context.Context, identity *tfsdk.ResourceIdentity, from tfsdk.Resource, attribute string,
) diag.Diagnostics {
	var value types.String
	diags := from.GetAttribute(ctx, path.Root(attribute), &value)
	diags.Append(SetIdentity(ctx, identity, attribute, value.ValueString())...)
	return diags
}
