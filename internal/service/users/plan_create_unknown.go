package users

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

// planUnknownAdoption plans to adopt or create a user that the plan cannot look for. A value that Clerk refuses for a
// new user is an error: whether the user to adopt has it is not known.
func (r *userResource) planUnknownAdoption(ctx context.Context, plan, config *userModel) diag.Diagnostics {
	plan.Adopted = types.BoolUnknown()
	diags := checkValues(ctx, plan, &userModel{})
	if !diags.HasError() {
		diags.Append(checkAnyIdentifier(plan, config)...)
	}
	if diags.HasError() {
		return diags
	}
	diags.Append(checkMissing(plan, &userModel{}, config)...)
	diags.AddAttributeWarning(
		path.Root("adopt_existing"), "The user to adopt is not known yet", r.adoptionUnknown(plan, config))
	planned := newUser(plan, config)
	if diags.Append(describe(r.registry.Plan(planned))...); !diags.HasError() {
		diags.Append(r.warnOfAdoption(planned)...)
	}
	return diags
}

// adoptionUnknown says why a plan cannot show which user its apply adopts, and what to do.
func (r *userResource) adoptionUnknown(plan, config *userModel) string {
	var reason, next string
	switch {
	case identifiersUnknown(config):
		reason = fmt.Sprintf("Not all identifiers of %s are known in this plan", nameOf(plan))
		next = "apply the resources that the identifiers come from with terraform apply -target=ADDRESS, not this " +
			"clerk_user, and plan again"
	case plan.AdoptExisting.IsUnknown():
		reason = "The value of adopt_existing is not known in this plan"
		next = "set adopt_existing to true or false"
	default:
		reason = "The provider's secret_key is not known in this plan"
		next = "apply the resource that the key comes from with terraform apply -target=ADDRESS, and plan again"
	}
	return fmt.Sprintf("%s, so the plan cannot show which user the apply adopts. If adopt_existing is true during the "+
		"apply and a user has the identifiers of %s, the apply adopts that user. If not, it creates a new one. To see the "+
		"user and the changes first, %s. To adopt no user, remove adopt_existing: if a user has these identifiers, the "+
		"apply then fails and does not change that user.", reason, nameOf(plan), next)
}
