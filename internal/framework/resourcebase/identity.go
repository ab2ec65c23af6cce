package resourcebase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
)

// SetIdentity sets the attribute of an identity that has one. identity is nil for a CLI without identities.
func SetIdentity(ctx context.Context, identity *tfsdk.ResourceIdentity, attribute, value string) diag.Diagnostics {
	if identity == nil {
		return nil
	}
	return identity.SetAttribute(ctx, path.Root(attribute), value)
}
