package users

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// planFactors plans two_factor_enabled as unknown if the apply can change it. The state does not show which phone
// numbers are second factors, so the user is read if a removed number can be one.
func (r *userResource) planFactors(ctx context.Context, plan, prior, config *userModel) {
	totp := totpCredential.outcome(plan, prior, config)
	codes := backupCodesCredential.outcome(plan, prior, config)
	if !prior.TwoFactorEnabled.ValueBool() {
		if (totp|codes)&isSent != 0 {
			plan.TwoFactorEnabled = types.BoolUnknown()
		}
		return
	}
	removesFactor := (totp|codes)&isRemoved != 0
	if !removesFactor && !mayRemoveNumber(plan, prior) ||
		totp == isSent || prior.TOTPEnabled.ValueBool() && totp&isRemoved == 0 {
		return // the user keeps all factors, or has TOTP
	}
	if r.client != nil {
		user, err := r.client.ReadUser(ctx, prior.ID.ValueString())
		if err == nil && keepsFactor(user, plan, removesFactor) {
			return
		}
	}
	plan.TwoFactorEnabled = types.BoolUnknown()
}

func mayRemoveNumber(plan, prior *userModel) bool {
	numbers, _ := diffIdentifiers(phoneNumbers, plan, prior)
	return hasUnknown(plan.PhoneNumbers) || len(numbers.remove) > 0
}

// keepsFactor reports whether a second factor that is a phone number stays, or none of them is removed and no other
// second factor either.
func keepsFactor(user *clerk.User, plan *userModel, removesOther bool) bool {
	factors := slices.DeleteFunc(slices.Clone(user.PhoneNumbers), func(number clerk.PhoneNumber) bool {
		return !number.ReservedForSecondFactor
	})
	planned := stringsOf(plan.PhoneNumbers)
	stays := func(number clerk.PhoneNumber) bool { return phoneNumbers.Contains(planned, number.PhoneNumber) }
	return slices.ContainsFunc(factors, stays) || len(factors) == 0 && !removesOther
}
