package users

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// planDestroy refuses to destroy a protected user, a user that another resource of the run manages, and more users than
// the provider block allows. It warns when destroying does not mean deleting.
func (r *userResource) planDestroy(prior *userModel) (diags diag.Diagnostics) {
	if prior.DeletionProtection.ValueBool() {
		return protected(nameOf(prior), prior.ID.ValueString())
	}
	if prior.DeletionPolicy.IsNull() {
		return policyUnknown(nameOf(prior), prior.ID.ValueString())
	}
	gone := planned(registry.Destroy, &userModel{}, prior)
	if diags.Append(describe(r.registry.Plan(gone))...); diags.HasError() {
		return diags
	}
	diags.Append(r.warnOfAdoption(gone)...)
	if removes(gone.Policy, prior) {
		diags.Append(r.deletions.Plan(gone.Policy, gone.ID, gone.Label)...)
	}
	meaning := map[string]string{
		deletionPolicyBan:    "be banned and kept",
		deletionPolicyLock:   "be locked and kept",
		deletionPolicyRetain: "be kept as it is",
	}[gone.Policy]
	if meaning != "" {
		diags.AddWarning(
			"Destroying does not delete the user",
			fmt.Sprintf(
				"By deletion_policy = %q, %s (%s) will %s; Terraform forgets it.",
				gone.Policy,
				gone.Label,
				gone.ID,
				meaning,
			),
		)
	}
	return diags
}

// removes reports whether a destroy changes the account: a user that is banned already is not banned again.
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

// policyUnknown refuses to destroy a user that was imported, as long as no apply has set its deletion_policy.
func policyUnknown(label, id string) (diags diag.Diagnostics) {
	diags.AddAttributeError(path.Root("deletion_policy"), "The deletion policy is not known yet", fmt.Sprintf(
		"%s (%s) was imported, and its deletion_policy was never set. Nothing has been changed. To delete the account, set "+
			"deletion_policy = \"delete\" and apply that first. To keep it, use a removed block with destroy = false, or "+
			"terraform state rm.",
		diagnostics.UpperFirst(label), id))
	return diags
}

func protected(label, id string) (diags diag.Diagnostics) {
	diags.AddAttributeError(
		path.Root("deletion_protection"),
		"The user is protected from destruction",
		fmt.Sprintf(
			"This would destroy %s (%s), and deletion_protection is true. To destroy the user, set deletion_protection = false and apply that first. "+
				"To keep the user and forget it here, use a removed block or terraform state rm. A user that is only marked as tainted is freed by terraform untaint.",
			label,
			id,
		),
	)
	return diags
}
