package users

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/customtypes"
)

// ModifyPlan settles what follows from the stated attributes, and reports what
// the API will not be able to do while there is still time.
func (r *userResource) ModifyPlan(ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse) {
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
	if resp.Diagnostics.HasError() {
		return
	}
	if creating {
		resp.Diagnostics.Append(r.planCreate(ctx, &plan, &config)...)
	} else {
		resp.Diagnostics.Append(planChange(ctx, &plan, &prior, &config)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &plan)...)
}

// planChange settles what follows for a user who exists.
func planChange(ctx context.Context, plan, prior, config *userModel) diag.Diagnostics {
	planPrimaries(plan, prior, config, false)
	planConsequences(ctx, plan, prior)
	return append(checkReachable(ctx, plan, prior), planCredentials(plan, prior, config)...)
}

// planDestroy refuses to destroy a protected user and to delete more users than
// the provider block allows, and says when destroying does not mean deleting.
func (r *userResource) planDestroy(prior *userModel) (diags diag.Diagnostics) {
	if prior.DeletionProtection.ValueBool() {
		return protected(prior)
	}
	if deletes(prior) {
		return r.deletions.Plan(prior.ID.ValueString(), nameOf(prior))
	}
	meaning := map[string]string{
		deletionPolicyBan:    "be banned and kept",
		deletionPolicyLock:   "be locked and kept",
		deletionPolicyRetain: "be kept as it is",
	}[prior.DeletionPolicy.ValueString()]
	diags.AddWarning("Destroying does not delete the user",
		fmt.Sprintf("By deletion_policy = %q, %s (%s) will %s; Terraform forgets it.", prior.DeletionPolicy.ValueString(), nameOf(prior), prior.ID.ValueString(), meaning))
	return diags
}

// deletes reports whether destroying the user deletes the account. An imported
// user has no policy yet.
func deletes(prior *userModel) bool {
	return !slices.Contains([]string{deletionPolicyBan, deletionPolicyLock, deletionPolicyRetain}, prior.DeletionPolicy.ValueString())
}

func protected(prior *userModel) (diags diag.Diagnostics) {
	diags.AddAttributeError(path.Root("deletion_protection"), "The user is protected from destruction",
		fmt.Sprintf("This would destroy %s (%s), and deletion_protection is true. To destroy the user, set deletion_protection = false and apply that first. "+
			"To keep the user and forget it here, use a removed block or terraform state rm. A user that is only marked as tainted is freed by terraform untaint.", nameOf(prior), prior.ID.ValueString()))
	return diags
}

// planCreate checks what only matters to a user who does not exist yet, and
// looks for the user to adopt.
func (r *userResource) planCreate(ctx context.Context, plan, config *userModel) diag.Diagnostics {
	planPrimaries(plan, &userModel{}, config, true)
	if !plan.AdoptExisting.ValueBool() {
		return checkNewUser(plan, config)
	}
	var diags diag.Diagnostics
	if r.client == nil || identifiersUnknown(config) {
		diags.AddAttributeWarning(path.Root("adopt_existing"), "The user to adopt is not known yet",
			fmt.Sprintf("Not all identifiers of %s are known in this plan. If a user holds them when the plan is applied, that user is taken over.", nameOf(plan)))
		return diags
	}
	user, diags := existing(ctx, r.client, plan)
	if diags.HasError() || user == nil {
		diags.Append(checkNewUser(plan, config)...)
		return diags
	}
	var found userModel
	if err := found.observe(user); err != nil {
		diags.AddError("Could not read "+nameOf(plan), err.Error())
		return diags
	}
	plan.ID = types.StringValue(user.ID)
	diags.AddAttributeWarning(path.Root("adopt_existing"), "An existing user will be adopted",
		fmt.Sprintf("%s%s holds the stated identifiers already. Applying this plan takes that user over and makes it what the configuration states; a later destroy treats it by deletion_policy. Credentials are written only where their version is stated.",
			user.ID, alsoKnownAs(*user)))
	diags.Append(checkReachable(ctx, plan, &found)...)
	return diags
}

func identifiersUnknown(config *userModel) bool {
	if config.ExternalID.IsUnknown() || config.Username.IsUnknown() {
		return true
	}
	for _, kind := range identifierKinds {
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

func planPrimaries(plan, prior, config *userModel, creating bool) {
	for _, kind := range identifierKinds {
		planPrimary(kind, plan, prior, config, creating)
	}
}

// planPrimary derives the primary identifier from its set where the
// configuration leaves it out, and keeps its id as long as it stays.
func planPrimary(kind identifierKind, plan, prior, config *userModel, creating bool) {
	planned, held, stated := kind.fields(plan), kind.fields(prior), kind.fields(config)
	if stated.primary.IsNull() && !stated.set.IsNull() {
		values := stringsOf(*planned.set)
		switch {
		case hasUnknown(*planned.set):
			*planned.primary = customtypes.UnknownIdentifier()
		case len(values) == 0:
			*planned.primary = customtypes.NewIdentifier("")
		case len(values) == 1:
			*planned.primary = customtypes.NewIdentifier(values[0])
		}
	}
	switch {
	case !planned.primary.IsUnknown() && planned.primary.ValueString() == "" && !(creating && stated.set.IsNull()):
		*planned.primaryID = types.StringValue("")
	case creating || planned.primary.IsUnknown():
		*planned.primaryID = types.StringUnknown()
	case kind.Same(planned.primary.ValueString(), held.primary.ValueString()):
		*planned.primary, *planned.primaryID = *held.primary, *held.primaryID
	default:
		*planned.primaryID = types.StringUnknown()
	}
}

// planConsequences marks what Clerk recomputes from the changed attributes. A
// value that is still unknown may turn out to be a change: what follows from it
// must be open, too, or the plan of the apply would contradict this one.
func planConsequences(ctx context.Context, plan, prior *userModel) {
	if mayChange(ctx, plan.FirstName, prior.FirstName) || mayChange(ctx, plan.LastName, prior.LastName) || mayChange(ctx, plan.Username, prior.Username) {
		plan.ImageURL = types.StringUnknown()
	}
	if mayRaise(plan.PasswordVersion, prior.PasswordVersion) || mayRaise(plan.PasswordDigestVersion, prior.PasswordDigestVersion) {
		plan.PasswordEnabled = types.BoolUnknown()
	}
	if mayRaise(plan.TOTPSecretVersion, prior.TOTPSecretVersion) || mayRaise(plan.BackupCodesVersion, prior.BackupCodesVersion) {
		plan.TOTPEnabled, plan.BackupCodeEnabled = types.BoolUnknown(), types.BoolUnknown()
		plan.TwoFactorEnabled = types.BoolUnknown()
	}
	if hasUnknown(plan.PhoneNumbers) || changed(ctx, plan.PhoneNumbers, prior.PhoneNumbers) {
		plan.TwoFactorEnabled = types.BoolUnknown()
	}
}

func mayChange(ctx context.Context, plan, prior attr.Value) bool {
	return plan.IsUnknown() || changed(ctx, plan, prior)
}

func mayRaise(plan, prior types.Int64) bool { return plan.IsUnknown() || raised(plan, prior) }
