package users

import (
	"cmp"
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// planNewUser plans a user that does not exist yet, and returns errors that the creation would have. The fast path and
// the framework call it.
func planNewUser(ctx context.Context, plan, config *userModel) diag.Diagnostics {
	planNewValues(plan, config)
	diags := checkValues(ctx, plan, &userModel{})
	if diags.HasError() {
		return diags
	}
	return slices.Concat(diags, checkNewUser(plan, config), checkMissing(plan, &userModel{}, config))
}

// planNewValues plans the values of a new user that depend on others, and the defaults.
func planNewValues(plan, config *userModel) {
	planPrimaries(plan, &userModel{}, config)
	planDefaults(plan, config)
}

// mayAdopt reports whether the creation adopts an existing user.
func mayAdopt(plan *userModel) bool {
	return plan.AdoptExisting.IsUnknown() || plan.AdoptExisting.ValueBool()
}

// planCreate plans a user that is not in the state: a new one, or one to adopt.
func (r *userResource) planCreate(ctx context.Context, plan, config *userModel) diag.Diagnostics {
	if !mayAdopt(plan) {
		return r.planNew(ctx, plan, config)
	}
	planNewValues(plan, config)
	if r.client == nil || identifiersUnknown(config) || plan.AdoptExisting.IsUnknown() {
		return r.planUnknownAdoption(ctx, plan, config)
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
				"No user in Clerk has the identifiers of %s, so the apply creates a new user. If you expected a user, check "+
					"the identifiers and the instance of the secret key. If the apply ends with \"inconsistent final plan\", a "+
					"user was created or deleted after this plan: run terraform plan again.",
				nameOf(plan),
			),
		)
		return append(diags, r.planNew(ctx, plan, config)...)
	}
	return append(diags, r.planAdoption(ctx, user, plan, config)...)
}

// planNew plans a user that does not exist yet, and records the plan.
func (r *userResource) planNew(ctx context.Context, plan, config *userModel) diag.Diagnostics {
	diags := planNewUser(ctx, plan, config)
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

// planReplace refuses a replacement that cannot work, and counts the others. It cannot warn: Terraform shows only the
// errors of the second plan of a resource.
func (r *userResource) planReplace(ctx context.Context, id string, plan, config *userModel) (diags diag.Diagnostics) {
	replaced, _ := r.registry.Find(id)
	label := cmp.Or(replaced.Label, nameOf(plan))
	switch {
	case replaced.Protected:
		return protected(label, id)
	case mayAdopt(plan):
		diags.AddAttributeError(path.Root("adopt_existing"), "A user cannot be replaced and adopted", fmt.Sprintf(
			"This plan replaces %s (%s), which deletes the account. adopt_existing = true cannot adopt a deleted account. "+
				"Nothing was changed. If the resource is tainted, run terraform untaint ADDRESS first, whether you keep or "+
				"replace it. To keep the account, plan without -replace. To replace it: 1. Remove adopt_existing and apply. 2. "+
				"Run terraform apply -replace=ADDRESS, without create_before_destroy.",
			label,
			id,
		))
		return diags
	case replaced.Policy == deletionPolicyBan,
		replaced.Policy == deletionPolicyLock,
		replaced.Policy == deletionPolicyRetain:
		diags.AddAttributeError(path.Root("deletion_policy"), "The user cannot be replaced", fmt.Sprintf(
			"With deletion_policy = %q, Clerk keeps %s (%s) with its identifiers and would refuse the new user. Nothing was "+
				"changed. If the resource is tainted, run terraform untaint ADDRESS first, whether you keep or replace it. To "+
				"keep the account, plan without -replace. To replace it: 1. Set deletion_policy = \"delete\" and apply. 2. Run "+
				"terraform apply -replace=ADDRESS, without create_before_destroy.", replaced.Policy, label, id))
		return diags
	}
	invalid := planNewUser(ctx, plan, config)
	diags.Append(describe(r.registry.Plan(registry.User{
		Action: registry.Replace, ID: id, Label: label, After: identifiersOf(plan), Unknown: identifiersUnknown(plan),
		Policy: deletionPolicyDelete,
	}))...)
	diags.Append(r.deletions.Plan(deletionPolicyDelete, id, label)...)
	return append(diags, invalid...)
}
