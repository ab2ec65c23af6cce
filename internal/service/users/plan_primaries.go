package users

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
)

// checkPrimaries refuses a plan that makes an unverified identifier of an existing user primary: each apply of it would
// fail. The state does not show which identifiers are verified, so the user is read if a primary changes.
func (r *userResource) checkPrimaries(ctx context.Context, plan, prior *userModel) diag.Diagnostics {
	moves := false
	for _, kind := range identifierSets {
		moves = moves || primaryToMove(kind, plan, prior) != ""
	}
	if !moves || r.client == nil {
		return nil
	}
	user, err := r.client.ReadUser(ctx, prior.ID.ValueString())
	if err != nil {
		return nil // the refresh has reported the error, or the apply will
	}
	return checkVerified(user, plan, prior)
}

// checkVerified is checkPrimaries for a user that was read.
func checkVerified(user *clerk.User, plan, prior *userModel) (diags diag.Diagnostics) {
	for _, kind := range identifierSets {
		primary := primaryToMove(kind, plan, prior)
		if held, ok := kind.ByValue(user, primary); primary == "" || !ok || held.Verified {
			continue
		}
		diags.AddAttributeError(path.Root(kind.primary), "The primary is not verified", fmt.Sprintf(
			"This plan makes %[1]q the primary %[2]s of %[3]s. Clerk makes only a verified one primary, and this one is not "+
				"verified. Let the user verify it, or mark it as verified in the Clerk Dashboard, and plan again. Or keep a "+
				"verified one in %[4]s, and set %[5]s to that one.",
			primary, kind.Noun, nameOf(prior), kind.set, kind.primary))
	}
	return diags
}

// primaryToMove returns the identifier that a plan makes primary, "" for none. An identifier that the plan adds is not
// returned: it is verified when it is added.
func primaryToMove(kind identifierSet, plan, prior *userModel) string {
	change, _ := diffIdentifiers(kind, plan, prior)
	if kind.Contains(change.add, change.primary) {
		return ""
	}
	return change.primary
}

// keepWithoutPrimary plans no primary for a user to adopt that has exactly the configured identifier, and not as the
// primary one. A new user would get it as the primary one.
func keepWithoutPrimary(plan, found, config *userModel) {
	for _, kind := range identifierSets {
		planned := kind.fields(plan)
		if kind.fields(config).primary.IsNull() && hasNoPrimary(kind, kind.fields(found), stringsOf(*planned.set)) {
			*planned.primary = customtypes.NewIdentifier("")
		}
	}
}
