package usermetadata

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/userparts"
)

// importedKey is set in the private state by an import of all keys. The first update removes it. A plan without a
// change cannot remove it, because Terraform does not keep the private state of such a plan. A refresh cannot remove it
// either: it does not know the configuration, and the first plan after an import releases keys only with this mark.
const importedKey = "imported"

// metadataPlan is what a plan of clerk_user_metadata compares.
type metadataPlan struct {
	// prior is empty for a new resource, plan for one that is destroyed.
	prior, plan metadataModel
	// imported says that an import has filled the state with all keys of the user.
	imported bool
}

// ModifyPlan reports keys that two resources manage, keys that an import releases, and keys of others that the apply
// would remove.
func (r *metadataResource) ModifyPlan(
	ctx context.Context, req resource.ModifyPlanRequest, resp *resource.ModifyPlanResponse,
) {
	planned := metadataPlan{imported: resourcebase.HasPrivate(ctx, req.Private, importedKey)}
	if !req.State.Raw.IsNull() {
		resp.Diagnostics.Append(req.State.Get(ctx, &planned.prior)...)
	}
	if !req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(req.Plan.Get(ctx, &planned.plan)...)
	}
	if !req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(planned.checkValues(ctx)...)
	}
	if resp.Diagnostics.HasError() {
		return
	}
	holder := registry.Holder{
		Resource: "clerk_user_metadata",
		Before:   metadataPieces(planned.prior.UserID.ValueString(), &planned.prior),
		After:    metadataPieces(userparts.PlannedUserID(planned.plan.UserID, planned.prior.UserID), &planned.plan),
	}
	if planned.imported && !req.Plan.Raw.IsNull() {
		// The other keys are released and not removed.
		holder.Before = slices.DeleteFunc(
			holder.Before,
			func(piece registry.Piece) bool { return !slices.Contains(holder.After, piece) },
		)
	}
	resp.Diagnostics.Append(r.PlanPieces(ctx, req, resp, holder)...)
	if req.Plan.Raw.IsNull() {
		resp.Diagnostics.Append(planned.destroysImport()...)
		return
	}
	resp.Diagnostics.Append(planned.releases()...)
	resp.Diagnostics.Append(r.checkOverwritten(ctx, planned)...)
	planned.plan.ID = planned.plan.UserID
	resp.Diagnostics.Append(resp.Plan.Set(ctx, &planned.plan)...)
}

// keeps returns what reports whether a model has a piece. Where a field is not known yet, it has all pieces.
func (m *metadataModel) keeps(userID string) func(registry.Piece) bool {
	kept := map[registry.Piece]bool{}
	for _, piece := range metadataPieces(userID, m) {
		kept[piece] = true
	}
	unknown := map[string]bool{}
	for _, field := range metadataFields {
		unknown[field.kind()] = field.value(m).IsUnknown()
	}
	return func(piece registry.Piece) bool { return kept[piece] || unknown[piece.Kind] }
}

// releases warns about the keys that an import has read and the configuration does not have.
func (p metadataPlan) releases() (diags diag.Diagnostics) {
	if !p.imported {
		return nil
	}
	keeps := p.plan.keeps(p.prior.UserID.ValueString())
	_, released := p.prior.without(func(piece registry.Piece) bool { return !keeps(piece) })
	if len(released) == 0 {
		return nil
	}
	diags.AddWarning("Some imported metadata keys are not in the configuration", fmt.Sprintf(
		"These metadata keys of the user %s were imported, and the configuration does not have them: %s. The apply removes "+
			"them from the state only. The user keeps them.\n\n"+
			"To manage a key, add it to the configuration before you apply. To delete a key from the user: 1. Add the key to "+
			"the configuration and apply. 2. Remove it and apply. Or delete it in the Clerk "+
			"Dashboard.",
		p.prior.UserID.ValueString(), strings.Join(released, ", ")))
	return diags
}

// destroysImport warns that a destroy removes all keys of a user.
func (p metadataPlan) destroysImport() (diags diag.Diagnostics) {
	if !p.imported {
		return nil
	}
	_, removed := p.prior.without(func(registry.Piece) bool { return true })
	if len(removed) == 0 {
		return nil
	}
	diags.AddWarning("The destroy removes all imported keys of the user "+p.prior.UserID.ValueString(), fmt.Sprintf(
		"The resource was imported with all metadata keys of the user %s, and no apply has changed it since. "+
			"The destroy deletes all of them from the user: %s. To keep them, use a removed block with destroy = false, "+
			"or, for one instance of count or for_each, terraform state rm.",
		p.prior.UserID.ValueString(), strings.Join(removed, ", ")))
	return diags
}

// checkOverwritten refuses to replace an object with another value while others have keys in it. It reads the user
// only for a new value.
func (r *metadataResource) checkOverwritten(ctx context.Context, planned metadataPlan) (diags diag.Diagnostics) {
	prior, userID := planned.prior, planned.plan.UserID
	if planned.imported || !userID.Equal(prior.UserID) {
		prior = metadataModel{}
	}
	if userID.IsUnknown() || r.Client == nil || !planned.setsLeaf(&prior) {
		return nil
	}
	user, err := r.Client.ReadUser(ctx, userID.ValueString())
	if clerk.IsNotFound(err) {
		return nil // the apply reports it
	}
	if err != nil {
		return r.failure("read", userID.ValueString()).Diagnostics(err)
	}
	for _, field := range metadataFields {
		before := customtypes.DecodeObject(field.value(&prior).ValueString())
		after := customtypes.DecodeObject(field.value(&planned.plan).ValueString())
		lost := overwritten(before, after, customtypes.DecodeObject(string(field.actual(user))), "")
		if len(lost) == 0 {
			continue
		}
		const summary = "The apply would remove metadata keys that this resource does not manage"
		diags.AddAttributeError(path.Root(field.name), summary, fmt.Sprintf(
			"The configuration replaces an object in the %[3]s of the user %[1]s with a value that is not an object. That "+
				"removes these keys, which this resource does not manage: %[2]s. Nothing was changed. To keep them, set the "+
				"value under another key. To remove them, add them to this resource, apply, and set the value after that.",
			userID.ValueString(), strings.Join(lost, ", "), field.kind()))
	}
	return diags
}

func (p metadataPlan) setsLeaf(prior *metadataModel) bool {
	for _, field := range metadataFields {
		if setsLeaf(
			customtypes.DecodeObject(field.value(prior).ValueString()),
			customtypes.DecodeObject(field.value(&p.plan).ValueString()),
		) {
			return true
		}
	}
	return false
}
