package users

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// planLosses warns of what a plan takes from a user and cannot give back: web3 wallets and second factors.
func (r *userResource) planLosses(ctx context.Context, plan, prior, config *userModel) (diags diag.Diagnostics) {
	if wallets, _ := diffIdentifiers(web3Wallets, plan, prior); len(wallets.remove) > 0 {
		diags.AddAttributeWarning(path.Root(web3Wallets.set), "A web3 wallet will be removed", fmt.Sprintf(
			"This plan removes %s from %s. Terraform cannot add a wallet to a user that exists: the user has to connect it again, with "+
				"a signature.", quotedList(wallets.remove), nameOf(prior)))
	}
	numbers, _ := diffIdentifiers(phoneNumbers, plan, prior)
	totp := removesTOTP(plan, prior, config)
	if !prior.TwoFactorEnabled.ValueBool() || r.client == nil || len(numbers.remove) == 0 && !totp {
		return diags
	}
	user, err := r.client.ReadUser(ctx, prior.ID.ValueString())
	if err != nil {
		return diags // the refresh has reported it, or the apply will
	}
	return append(diags, lostFactors(user, numbers.remove, totp, nameOf(prior))...)
}

// lostFactors warns of second factors that are removed, and of the last one.
func lostFactors(user *clerk.User, removed []string, totp bool, label string) (diags diag.Diagnostics) {
	var lost []string
	left := user.TOTPEnabled && !totp
	for _, number := range user.PhoneNumbers {
		if !number.ReservedForSecondFactor {
			continue
		}
		if phoneNumbers.Contains(removed, number.PhoneNumber) {
			lost = append(lost, number.PhoneNumber)
		} else {
			left = true
		}
	}
	attribute := path.Root(phoneNumbers.set)
	switch {
	case len(lost) == 0 && (!totp || left):
	case len(lost) == 0:
		diags.AddAttributeWarning(path.Root("totp_secret_wo_version"), "The last second factor will be removed",
			fmt.Sprintf("This plan removes TOTP from %s, and no other second factor is left: multi-factor authentication ends.", label))
	case left:
		diags.AddAttributeWarning(attribute, "A second factor will be removed", fmt.Sprintf(
			"This plan removes %s from %s, which receives codes as a second factor. A number that takes its place is no second factor.",
			quotedList(lost), label))
	default:
		diags.AddAttributeWarning(attribute, "The last second factor will be removed", fmt.Sprintf(
			"This plan removes %s from %s, which receives codes as a second factor, and no other one is left: multi-factor "+
				"authentication ends. A number that takes its place is no second factor.", quotedList(lost), label))
	}
	return diags
}
