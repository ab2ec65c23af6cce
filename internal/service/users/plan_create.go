package users

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// planNewUser plans a user that does not exist yet, and returns errors that the creation would have. The fast path and
// the framework call it.
func planNewUser(plan, config *userModel) diag.Diagnostics {
	planNewValues(plan, config)
	return checkNewUser(plan, config)
}

// planNewValues plans the values of a new user that depend on others, and the defaults.
func planNewValues(plan, config *userModel) {
	planPrimaries(plan, &userModel{}, config, true)
	planDefaults(plan, config)
}

// mayAdopt reports whether the creation adopts an existing user.
func mayAdopt(plan *userModel) bool {
	return plan.AdoptExisting.IsUnknown() || plan.AdoptExisting.ValueBool()
}

// planCreate plans a user that is not in the state: a new one, or one to adopt.
func (r *userResource) planCreate(ctx context.Context, plan, config *userModel) diag.Diagnostics {
	if !mayAdopt(plan) {
		return r.planNew(plan, config)
	}
	planNewValues(plan, config)
	var diags diag.Diagnostics
	if r.client == nil || identifiersUnknown(config) || plan.AdoptExisting.IsUnknown() {
		plan.Adopted = types.BoolUnknown()
		diags.AddAttributeWarning(
			path.Root("adopt_existing"),
			"The user to adopt is not known yet",
			fmt.Sprintf(
				"Not all identifiers of %s are known in this plan. If a user holds them when the plan is applied, that user is "+
					"adopted.",
				nameOf(plan),
			),
		)
		planned := newUser(plan, config)
		if diags.Append(describe(r.registry.Plan(planned))...); !diags.HasError() {
			diags.Append(r.warnOfAdoption(planned)...)
		}
		return diags
	}
	user, diags := existing(ctx, r.client, plan)
	if diags.HasError() {
		return diags
	}
	if user == nil {
		diags.AddAttributeWarning(
			path.Root("adopt_existing"),
			"There is no user to adopt",
			fmt.Sprintf(
				"No user holds the configured identifiers of %s now, so this creates a new user. If Terraform reports an "+
					"inconsistent final plan for it, the user was deleted or changed after the plan was made: run terraform plan "+
					"again.",
				nameOf(plan),
			),
		)
		return append(diags, r.planNew(plan, config)...)
	}
	return append(diags, r.planAdoption(ctx, user, plan, config)...)
}

// planNew plans a user that does not exist yet, and records the plan.
func (r *userResource) planNew(plan, config *userModel) diag.Diagnostics {
	diags := planNewUser(plan, config)
	if diags.HasError() {
		return diags
	}
	return append(diags, describe(r.registry.Plan(newUser(plan, config)))...)
}

// newUser returns the planned data of a new user. Identifiers that are not configured are unknown in the plan,
// and it gets none of them.
func newUser(plan, config *userModel) registry.User {
	return registry.User{
		Action: registry.Create, Label: nameOf(plan), After: identifiersOf(plan), Unknown: identifiersUnknown(config),
		Adopts: mayAdopt(plan),
	}
}

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
	plan.ID, plan.Adopted = types.StringValue(user.ID), types.BoolUnknown()
	if diags.Append(describe(r.registry.Plan(planned(registry.Adopt, plan, &found)))...); diags.HasError() {
		return diags
	}
	changes := "It changes nothing on the user."
	if list := adoptionChanges(ctx, plan, &found, config); len(list) > 0 {
		changes = "On the user, it changes:\n  - " + strings.Join(list, "\n  - ")
	}
	diags.AddAttributeWarning(path.Root("adopt_existing"), "An existing user will be adopted", fmt.Sprintf(
		"%s%s already holds the configured identifiers. The apply adopts that user. %s\n\nA later destroy follows "+
			"deletion_policy. If Terraform reports an inconsistent final plan for this resource, the user appeared after the "+
			"plan was made: run terraform plan again.", user.ID, alsoKnownAs(*user), changes))
	return append(diags, checkReachable(plan, &found)...)
}

// planReplace refuses a replacement that cannot work, and counts the others. It cannot warn: Terraform shows only the
// errors of the second plan of a resource.
func (r *userResource) planReplace(id string, plan, config *userModel) (diags diag.Diagnostics) {
	replaced, _ := r.registry.Find(id)
	label := cmp.Or(replaced.Label, nameOf(plan))
	switch {
	case replaced.Protected:
		return protected(label, id)
	case mayAdopt(plan):
		diags.AddAttributeError(path.Root("adopt_existing"), "A user cannot be replaced and adopted", fmt.Sprintf(
			"This plan replaces %s (%s), and adopt_existing = true would adopt the account that the replacement deletes. "+
				"Remove adopt_existing and apply that first, or plan without -replace.",
			label,
			id,
		))
		return diags
	case replaced.Policy == deletionPolicyBan,
		replaced.Policy == deletionPolicyLock,
		replaced.Policy == deletionPolicyRetain:
		diags.AddAttributeError(path.Root("deletion_policy"), "The user cannot be replaced", fmt.Sprintf(
			"By deletion_policy = %q, the account %s (%s) is kept with its identifiers, so Clerk would refuse the new user. To "+
				"replace the account, set deletion_policy = \"delete\" and apply that first.", replaced.Policy, label, id))
		return diags
	}
	invalid := planNewUser(plan, config)
	diags.Append(describe(r.registry.Plan(registry.User{
		Action: registry.Replace, ID: id, Label: label, After: identifiersOf(plan), Unknown: identifiersUnknown(plan),
		Policy: deletionPolicyDelete,
	}))...)
	diags.Append(r.deletions.Plan(deletionPolicyDelete, id, label)...)
	return append(diags, invalid...)
}
