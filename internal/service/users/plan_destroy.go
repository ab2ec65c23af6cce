package users

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// planDestroy returns an error for a protected user, for a user that another resource of the run manages, and for more
// users than the provider block allows. It warns if destroying does not delete the user.
func (r *userResource) planDestroy(prior *userModel) (diags diag.Diagnostics) {
	if prior.DeletionProtection.ValueBool() {
		return protected(nameOf(prior), prior.ID.ValueString())
	}
	if prior.DeletionPolicy.IsNull() {
		return policyUnknown(nameOf(prior), prior.ID.ValueString())
	}
	destroyed := planned(registry.Destroy, &userModel{}, prior)
	if diags.Append(describe(r.registry.Plan(destroyed))...); diags.HasError() {
		return diags
	}
	diags.Append(r.warnOfAdoption(destroyed)...)
	if removes(destroyed.Policy, prior) {
		diags.Append(r.deletions.Plan(destroyed.Policy, destroyed.ID, destroyed.Label)...)
	}
	meaning := map[string]string{
		deletionPolicyBan:    "bans it and keeps the account",
		deletionPolicyLock:   "locks it and keeps the account",
		deletionPolicyRetain: "does not change it",
	}[destroyed.Policy]
	if meaning != "" {
		diags.AddWarning("Destroying does not delete the user", fmt.Sprintf(
			"%s (%s) has deletion_policy = %q. The apply %s. Terraform then removes the resource from the state. To keep the "+
				"user as it is and manage it, do not apply, and put the resource back. "+keepAccount+" To delete the account "+
				"instead: 1. Keep the resource in the configuration, or put it back. 2. Set deletion_policy = "+
				"\"delete\" and apply. 3. Destroy it.",
			diagnostics.UpperFirst(destroyed.Label), destroyed.ID, destroyed.Policy, meaning))
	}
	return diags
}

// removes reports whether a destroy changes the user: a banned user is not banned again.
func removes(policy string, prior *userModel) bool {
	switch policy {
	case deletionPolicyRetain:
		return false
	case deletionPolicyBan:
		return !prior.Banned.ValueBool()
	case deletionPolicyLock:
		return !prior.Locked.ValueBool()
	default:
		return true
	}
}

const keepAccount = "To keep the account and only remove it from the state, use a removed block with destroy = false " +
	"or, for one instance of count or for_each, terraform state rm."

// policyUnknown is the error for an imported user before an apply has set its deletion_policy.
func policyUnknown(label, id string) (diags diag.Diagnostics) {
	diags.AddAttributeError(path.Root("deletion_policy"), "The user has no deletion_policy yet", fmt.Sprintf(
		"%s (%s) was imported, and no apply has set its deletion_policy since. The provider does not guess what a destroy "+
			"should do. Nothing was changed. If the resource is tainted, run terraform untaint ADDRESS first, whether you "+
			"keep or destroy the user. To keep the user and manage it, put the resource back if it was removed, and "+
			"plan without -replace. To destroy the user: 1. Keep the resource in the configuration, or put it back. "+
			"2. Set deletion_policy to \"delete\", \"ban\", \"lock\" or \"retain\", and apply. 3. Destroy it. "+keepAccount,
		diagnostics.UpperFirst(label), id))
	return diags
}

func protected(label, id string) (diags diag.Diagnostics) {
	diags.AddAttributeError(path.Root("deletion_protection"), "The user is protected from destruction", fmt.Sprintf(
		"The plan would destroy %s (%s), and its deletion_protection is true. Nothing was changed. If the resource is "+
			"tainted, run terraform untaint ADDRESS first, whether you keep or destroy the user. To keep the user and manage "+
			"it, put the resource back if it was removed, and plan without -replace. To destroy the user: 1. Keep the "+
			"resource in the configuration, or put it back. 2. Set deletion_protection = false and apply. 3. Destroy it. "+
			keepAccount, label, id))
	return diags
}
