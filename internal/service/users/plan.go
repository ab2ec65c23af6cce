package users

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/identifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// ModifyPlan plans values that depend on others, returns errors for changes that the API cannot make, and compares the
// plan with the other plans of the run.
func (r *userResource) ModifyPlan(
	ctx context.Context,
	req resource.ModifyPlanRequest,
	resp *resource.ModifyPlanResponse,
) {
	var plan, prior, config userModel
	if req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
		resp.Diagnostics.Append(r.planDestroy(&prior)...)
		return
	}
	resp.Diagnostics.Append(req.Plan.Get(ctx, &plan)...)
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	creating := req.State.Raw.IsNull()
	if !creating {
		resp.Diagnostics.Append(req.State.Get(ctx, &prior)...)
	}
	replaces, diags := replacedUser(ctx, req)
	if resp.Diagnostics.Append(diags...); resp.Diagnostics.HasError() {
		return
	}
	switch {
	case replaces != "":
		resp.Diagnostics.Append(r.planReplace(ctx, replaces, &plan, &config)...)
	case creating:
		resp.Diagnostics.Append(r.planCreate(ctx, &plan, &config)...)
		if id := plan.ID.ValueString(); id != "" && plan.AdoptExisting.ValueBool() {
			resp.Diagnostics.Append(keepID(ctx, resp, adoptsKey, id)...)
		}
	default:
		resp.Diagnostics.Append(planChange(ctx, &plan, &prior, &config)...)
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(r.checkPrimaries(ctx, &plan, &prior)...)
			r.planFactors(ctx, &plan, &prior, &config)
		}
		resp.Diagnostics.Append(r.planLosses(ctx, &plan, &prior, &config)...)
		if !resp.Diagnostics.HasError() {
			resp.Diagnostics.Append(describe(r.registry.Plan(planned(registry.Update, &plan, &prior)))...)
		}
		resp.Diagnostics.Append(keepID(ctx, resp, privateKey, prior.ID.ValueString())...)
	}
	if !creating || plan.ID.ValueString() != "" {
		resp.Diagnostics.Append(describePieces(r.registry.PlanPieces(managedPieces(&plan, &prior, &config)))...)
	}
	if !creating && !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(identifiers.CheckLast(ctx, r.client, r.registry, prior.ID.ValueString())...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// planChange plans the values of an existing user that depend on others.
func planChange(ctx context.Context, plan, prior, config *userModel) diag.Diagnostics {
	planPrimaries(plan, prior, config)
	planEnabled(plan, prior, config)
	diags := checkValues(ctx, plan, prior)
	if diags.HasError() {
		return diags
	}
	return slices.Concat(
		diags, checkReachable(plan, prior, config),
		planCredentials(plan, prior, config), checkCredentials(plan, prior, config),
	)
}

// planDefaults plans the values of a new user that the configuration does not set.
func planDefaults(plan, config *userModel) {
	for _, a := range plainAttributes {
		if a.plan != nil {
			a.plan(plan, config)
		}
	}
	keepUnset(&plan.PasswordVersion, config.PasswordVersion)
	keepUnset(&plan.PasswordDigestVersion, config.PasswordDigestVersion)
	keepUnset(&plan.TOTPSecretVersion, config.TOTPSecretVersion)
	keepUnset(&plan.BackupCodesVersion, config.BackupCodesVersion)
}

func keepUnset(plan *types.Int64, config types.Int64) {
	if config.IsNull() {
		*plan = types.Int64Null()
	}
}

func identifiersUnknown(config *userModel) bool {
	if config.ExternalID.IsUnknown() || config.Username.IsUnknown() {
		return true
	}
	for _, kind := range identifierSets {
		if hasUnknown(*kind.fields(config).set) {
			return true
		}
	}
	return false
}

func hasUnknown(set types.Set) bool {
	if set.IsUnknown() {
		return true
	}
	for _, element := range set.Elements() {
		if element.IsUnknown() {
			return true
		}
	}
	return false
}

func planPrimaries(plan, prior, config *userModel) {
	for _, kind := range identifierSets {
		planPrimary(kind, plan, prior, config)
	}
}

// planPrimary plans the primary identifier from its set if the configuration omits it.
func planPrimary(kind identifierSet, plan, prior, config *userModel) {
	planned, held, configured := kind.fields(plan), kind.fields(prior), kind.fields(config)
	if configured.primary.IsNull() && !configured.set.IsNull() {
		values := stringsOf(*planned.set)
		switch {
		case hasUnknown(*planned.set):
			*planned.primary = customtypes.UnknownIdentifier()
		case len(values) == 0, hasNoPrimary(kind, held, values):
			*planned.primary = customtypes.NewIdentifier("")
		case len(values) == 1:
			*planned.primary = customtypes.NewIdentifier(values[0])
		}
	}
	if !planned.primary.IsUnknown() && !held.primary.IsNull() &&
		kind.Same(planned.primary.ValueString(), held.primary.ValueString()) {
		*planned.primary = *held.primary
	}
}

// hasNoPrimary reports whether the user has exactly this identifier already, and it is not primary. Clerk does not make
// a reserved identifier primary later.
func hasNoPrimary(kind identifierSet, held identifierFields, values []string) bool {
	before := stringsOf(*held.set)
	return held.primary.ValueString() == "" && len(before) == 1 && len(values) == 1 && kind.Same(before[0], values[0])
}
