package users

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/identifiers"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// privateKey is the key of the private state under which each plan of a user that exists keeps the id of the user.
// Terraform passes the private state of that plan to the second plan of a replacement, which has no prior state.
const privateKey = "user"

// adoptsKey is the key of the private state under which the plan of an adoption keeps the id of the user. Terraform
// passes it to the delete of the resource that the new one replaces: a tainted user that is adopted again is kept.
const adoptsKey = "adopts"

// ModifyPlan settles what follows from the configured attributes, reports what the API will not be able to do while
// there is still time, and compares the plan with the other plans of the run.
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
		resp.Diagnostics.Append(r.planReplace(replaces, &plan, &config)...)
	case creating:
		resp.Diagnostics.Append(r.planCreate(ctx, &plan, &config)...)
		if id := plan.ID.ValueString(); id != "" && plan.AdoptExisting.ValueBool() {
			resp.Diagnostics.Append(keepID(ctx, resp, adoptsKey, id)...)
		}
	default:
		resp.Diagnostics.Append(planChange(ctx, &plan, &prior, &config)...)
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

// keepID records the id of a user in the private state of its plan.
func keepID(ctx context.Context, resp *resource.ModifyPlanResponse, key, id string) (diags diag.Diagnostics) {
	value, err := json.Marshal(id)
	if err != nil {
		diags.AddError("Could not plan the user", err.Error())
		return diags
	}
	return resp.Private.SetKey(ctx, key, value)
}

// replacedUser returns the id of the user that a plan without a prior state replaces, "" for a new user.
func replacedUser(ctx context.Context, req resource.ModifyPlanRequest) (id string, diags diag.Diagnostics) {
	if !req.State.Raw.IsNull() || req.Private == nil {
		return "", nil
	}
	return rememberedID(ctx, req.Private, privateKey)
}

// rememberedID returns an id of the private state, "" for none.
func rememberedID(
	ctx context.Context,
	private resourcebase.PrivateState,
	key string,
) (id string, diags diag.Diagnostics) {
	value, diags := private.GetKey(ctx, key)
	if len(value) == 0 || diags.HasError() {
		return "", diags
	}
	if err := json.Unmarshal(value, &id); err != nil {
		diags.AddError("Could not read the private state of the user", err.Error())
	}
	return id, diags
}

// planChange settles what follows for a user who exists.
func planChange(ctx context.Context, plan, prior, config *userModel) diag.Diagnostics {
	planUnmanaged(plan, prior, config)
	planPrimaries(plan, prior, config, false)
	planConsequences(ctx, plan, prior)
	return append(checkReachable(plan, prior), planCredentials(plan, prior, config)...)
}

// planUnmanaged keeps attributes of Terraform's own that are not configured: also null, which the framework plans as
// unknown.
func planUnmanaged(plan, prior, config *userModel) {
	keepUnconfigured(&plan.PasswordVersion, prior.PasswordVersion, config.PasswordVersion)
	keepUnconfigured(&plan.PasswordDigestVersion, prior.PasswordDigestVersion, config.PasswordDigestVersion)
	keepUnconfigured(&plan.TOTPSecretVersion, prior.TOTPSecretVersion, config.TOTPSecretVersion)
	keepUnconfigured(&plan.BackupCodesVersion, prior.BackupCodesVersion, config.BackupCodesVersion)
	keepUnconfigured(&plan.CreateOrganizationsLimit, prior.CreateOrganizationsLimit, config.CreateOrganizationsLimit)
	keepUnconfigured(&plan.DeletionPolicy, prior.DeletionPolicy, config.DeletionPolicy)
	keepUnconfigured(&plan.DeletionProtection, prior.DeletionProtection, config.DeletionProtection)
}

func keepUnconfigured[T attr.Value](plan *T, prior, config T) {
	if config.IsNull() {
		*plan = prior
	}
}

// planDefaults plans what Terraform's own attributes are for a user that is not in the state.
func planDefaults(plan, config *userModel) {
	unlimited := plan.CreateOrganizationsLimit
	planUnmanaged(plan, &userModel{
		DeletionPolicy: types.StringValue(deletionPolicyDelete), DeletionProtection: types.BoolValue(false),
	}, config)
	plan.CreateOrganizationsLimit = unlimited
	plan.Adopted = types.BoolValue(false)
}

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

func planPrimaries(plan, prior, config *userModel, creating bool) {
	for _, kind := range identifierSets {
		planPrimary(kind, plan, prior, config, creating)
	}
}

// planPrimary derives the primary identifier from its set where the
// configuration leaves it out, and keeps its id as long as it stays.
func planPrimary(kind identifierSet, plan, prior, config *userModel, creating bool) {
	planned, held, stated := kind.fields(plan), kind.fields(prior), kind.fields(config)
	if stated.primary.IsNull() && !stated.set.IsNull() {
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

// hasNoPrimary reports whether the user holds exactly this identifier already, and it is not primary: Clerk makes no
// reserved identifier primary afterwards.
func hasNoPrimary(kind identifierSet, held identifierFields, values []string) bool {
	before := stringsOf(*held.set)
	return held.primary.ValueString() == "" && len(before) == 1 && len(values) == 1 && kind.Same(before[0], values[0])
}

// planConsequences marks what Clerk recomputes from the changed attributes. A
// value that is still unknown may turn out to be a change: what follows from it
// must be open, too, or the plan of the apply would contradict this one.
func planConsequences(ctx context.Context, plan, prior *userModel) {
	if mayChange(ctx, plan.FirstName, prior.FirstName) || mayChange(ctx, plan.LastName, prior.LastName) ||
		mayChange(ctx, plan.Username, prior.Username) {
		plan.ImageURL = types.StringUnknown()
	}
	if mayRaise(plan.PasswordVersion, prior.PasswordVersion) ||
		mayRaise(plan.PasswordDigestVersion, prior.PasswordDigestVersion) {
		plan.PasswordEnabled = types.BoolUnknown()
	}
	if mayRaise(plan.TOTPSecretVersion, prior.TOTPSecretVersion) ||
		mayRaise(plan.BackupCodesVersion, prior.BackupCodesVersion) {
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
