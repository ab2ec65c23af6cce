package usermetadata

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// checkValues refuses metadata that is too large, or that a merge patch cannot store. It accepts values that the user
// has: these are not sent. No message shows a value of the private metadata.
func (p metadataPlan) checkValues(ctx context.Context) (diags diag.Diagnostics) {
	prior := p.prior
	if !p.plan.UserID.Equal(prior.UserID) {
		prior = metadataModel{}
	}
	for _, field := range metadataFields {
		object := *field.value(&p.plan)
		if object.IsNull() || object.IsUnknown() {
			continue
		}
		if same, _ := customtypes.Equivalent(ctx, object, *field.value(&prior)); same {
			continue
		}
		diags.Append(validators.Check(ctx, validators.MetadataSize(), path.Root(field.name), object.StringValue)...)
		if err := checkMergeable(customtypes.DecodeObject(object.ValueString())); err != nil {
			diags.AddAttributeError(path.Root(field.name), "The metadata cannot be merged",
				fmt.Sprintf("In %s, %s.", field.name, err))
		}
	}
	return diags
}
