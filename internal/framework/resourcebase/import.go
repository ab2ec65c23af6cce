// Package resourcebase has what all resources share.
package resourcebase

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// ImportName returns the id of an import: its text, or the attribute of its
// identity. It is empty when there is neither.
func ImportName(ctx context.Context, req resource.ImportStateRequest, attribute string) (string, diag.Diagnostics) {
	if req.ID != "" || req.Identity == nil {
		return req.ID, nil
	}
	var name types.String
	diags := req.Identity.GetAttribute(ctx, path.Root(attribute), &name)
	return name.ValueString(), diags
}
