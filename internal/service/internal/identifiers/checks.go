package identifiers

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// checkValue refuses a value that Clerk would not add to a user. It accepts the value of the state.
func (r *Resource[M]) checkValue(ctx context.Context, plan, prior Parts) diag.Diagnostics {
	if !prior.Value.IsNull() && r.Kind.Same(plan.Value.ValueString(), prior.Value.ValueString()) {
		return nil
	}
	return validators.Check(ctx, r.Kind.Check, path.Root(r.Kind.Param), plan.Value.StringValue)
}

// checkChange refuses an update that the API cannot make.
func (r *Resource[M]) checkChange(plan, prior, config Parts) diag.Diagnostics {
	switch {
	case r.isAnother(plan, prior):
		return r.checkTogether(config, Held{})
	case r.mayBeAnother(plan, prior): // unknown: the apply checks it
		if config.Verified.IsNull() {
			return nil
		}
		return r.checkTogether(config, Held{})
	default:
		held := prior.held()
		return append(r.checkTogether(config, held), r.checkReachable(plan, held, prior.UserID.ValueString())...)
	}
}

// checkTogether refuses what no identifier can be. held is the identifier that the resource manages already, empty for
// another one: that one is verified only by the configuration.
func (r *Resource[M]) checkTogether(config Parts, held Held) (diags diag.Diagnostics) {
	if config.Verified.IsUnknown() || config.Verified.ValueBool() || config.Verified.IsNull() && held.Verified {
		return nil
	}
	denied := isFalse(config.Verified) // a mistake even without a change
	if config.Primary.ValueBool() && (denied || !held.Primary) {
		diags.AddAttributeError(path.Root("primary"), "A primary must be verified",
			fmt.Sprintf("Clerk makes only a verified %[1]s primary, and this one is verified only by verified = true. "+
				"Set verified = true as well. Or remove primary from the configuration: the first %[1]s of a user becomes "+
				"primary without it.", r.Kind.Noun))
	}
	if config.SecondFactor != nil && config.SecondFactor.ValueBool() && (denied || !held.SecondFactor) {
		diags.AddAttributeError(path.Root("reserved_for_second_factor"), "A second factor must be verified",
			fmt.Sprintf("Clerk uses only a verified %s as a second factor, and this one is verified only by verified = true. "+
				"Set verified = true as well, or remove reserved_for_second_factor from the configuration.", r.Kind.Noun))
	}
	return diags
}

// checkReachable refuses what the API cannot make of an identifier that the user holds.
func (r *Resource[M]) checkReachable(plan Parts, held Held, userID string) (diags diag.Diagnostics) {
	if held.Verified && isFalse(plan.Verified) {
		diags.AddAttributeError(path.Root("verified"), "A verification cannot be taken back",
			fmt.Sprintf("The %s %q of %s is verified, and Clerk cannot un-verify it. Set verified = true, or remove "+
				"verified from the configuration.", r.Kind.Noun, held.Value, userID))
	}
	if held.Primary && isFalse(plan.Primary) {
		diags.AddAttributeError(path.Root("primary"), "The identifier stays primary",
			fmt.Sprintf("%q is the primary %s of %s until another one becomes primary. Set primary = true on that other one, "+
				"and remove primary from the configuration here.", held.Value, r.Kind.Noun, userID))
	}
	return diags
}

// checkHeld is checkReachable for a new resource. If the user holds the identifier already, the resource takes it over
// as it is. It makes a request only for a configuration that Clerk may be unable to reach.
func (r *Resource[M]) checkHeld(ctx context.Context, plan Parts) diag.Diagnostics {
	userID, value := plan.UserID.ValueString(), plan.Value.ValueString()
	if r.client == nil || userID == "" || value == "" || !isFalse(plan.Verified) && !isFalse(plan.Primary) {
		return nil
	}
	user, err := r.client.ReadUser(ctx, userID)
	if err != nil {
		return nil // the apply reports the error, for example a user that does not exist
	}
	held, ok := r.Kind.ByValue(user, value)
	if !ok {
		return nil
	}
	return r.checkReachable(plan, held, user.ID)
}

// isFalse reports whether a value is known to be false.
func isFalse(value types.Bool) bool { return value.Equal(types.BoolValue(false)) }
