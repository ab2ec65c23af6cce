package users

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// planAdoption plans to adopt a user. The id is known, and adopted is known to be false where there is no such
// user: Terraform refuses an apply that finds another user, or none, by comparing the two.
func (r *userResource) planAdoption(
	ctx context.Context,
	user *clerk.User,
	plan, config *userModel,
) (diags diag.Diagnostics) {
	var found userModel
	if err := found.observe(user); err != nil {
		diags.AddError("Could not read "+nameOf(plan), err.Error())
		return diags
	}
	if diags.Append(contradictions(plan, &found)...); diags.HasError() {
		return diags
	}
	if diags.Append(checkValues(ctx, plan, &found)...); diags.HasError() {
		return diags
	}
	keepWithoutPrimary(plan, &found, config)
	plan.ID, plan.Adopted = types.StringValue(user.ID), types.BoolUnknown()
	if diags.Append(describe(r.registry.Plan(planned(registry.Adopt, plan, &found)))...); diags.HasError() {
		return diags
	}
	changes := "The apply changes nothing on the user."
	if list := adoptionChanges(ctx, plan, &found, config); len(list) > 0 {
		changes = "The apply makes these changes to the user:\n  - " + strings.Join(list, "\n  - ")
	}
	// The CLI folds warnings with one summary, and each user has other changes.
	summary := "An existing user will be adopted: " + user.ID + alsoKnownAs(*user)
	diags.AddAttributeWarning(path.Root("adopt_existing"), summary, fmt.Sprintf(
		"The user %s%s has the configured identifiers. The apply takes this user into the state instead of creating one. "+
			"%s\n\nCheck that this is the user you mean. If it is not, do not apply. Change the identifiers, or remove this "+
			"resource from the configuration. Without adopt_existing, the apply fails, because Clerk refuses identifiers "+
			"that another user has. %s If the apply ends with \"inconsistent final plan\", a user was created or deleted "+
			"after this plan: run terraform plan again.", user.ID, alsoKnownAs(*user), changes, destroyOf(plan)))
	if diags.Append(checkReachable(plan, &found, config)...); diags.HasError() {
		return diags
	}
	diags.Append(checkVerified(user, plan, &found)...)
	return append(diags, checkCredentials(plan, &found, config)...)
}

// destroyOf says what a later destroy does to a user with the planned deletion_policy.
func destroyOf(plan *userModel) string {
	switch policy := plan.DeletionPolicy.ValueString(); policy {
	case "":
		return "A later destroy follows deletion_policy."
	case deletionPolicyRetain:
		return "A later destroy keeps the user, because deletion_policy is \"retain\"."
	default:
		return fmt.Sprintf("A later destroy will %s the user, because deletion_policy is %q.", policy, policy)
	}
}
