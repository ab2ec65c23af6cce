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
		deletionPolicyBan:    "be banned and kept",
		deletionPolicyLock:   "be locked and kept",
		deletionPolicyRetain: "be kept as it is",
	}[destroyed.Policy]
	if meaning != "" {
		diags.AddWarning("Destroying does not delete the user", fmt.Sprintf(
			"By deletion_policy = %q, %s (%s) will %s; Terraform removes it from the state.",
			destroyed.Policy, destroyed.Label, destroyed.ID, meaning))
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

// policyUnknown is the error for an imported user before an apply has set its deletion_policy.
func policyUnknown(label, id string) (diags diag.Diagnostics) {
	diags.AddAttributeError(path.Root("deletion_policy"), "The deletion policy is not known yet", fmt.Sprintf(
		"%s (%s) was imported, and its deletion_policy was never set. Nothing has been changed. To delete the account, set "+
			"deletion_policy = \"delete\" and apply that first. To keep it, use a removed block with destroy = false, or "+
			"terraform state rm.",
		diagnostics.UpperFirst(label), id))
	return diags
}

func protected(label, id string) (diags diag.Diagnostics) {
	diags.AddAttributeError(path.Root("deletion_protection"), "The user is protected from destruction", fmt.Sprintf(
		"This would destroy %s (%s), and deletion_protection is true. To destroy the user, set deletion_protection = false "+
			"and apply that first. To keep the user and only remove it from the state, use a removed block or terraform state "+
			"rm. If the user is tainted, run terraform untaint.", label, id))
	return diags
}
