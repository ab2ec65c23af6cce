package users

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/identifiers"
)

// planLosses warns of what a plan takes from a user and cannot give back: web3 wallets and second factors.
func (r *userResource) planLosses(ctx context.Context, plan, prior, config *userModel) (diags diag.Diagnostics) {
	if wallets, _ := diffIdentifiers(web3Wallets, plan, prior); len(wallets.remove) > 0 {
		summary := "A web3 wallet will be removed from " + nameOf(prior)
		diags.AddAttributeWarning(path.Root(web3Wallets.set), summary, fmt.Sprintf(
			"This plan removes %s from %s. Terraform cannot add a wallet to an existing user: only the user can connect it "+
				"again, with a signature. To keep the wallet, put it back into web3_wallets before you apply.",
			quotedList(wallets.remove),
			nameOf(prior),
		))
	}
	numbers, _ := diffIdentifiers(phoneNumbers, plan, prior)
	if !prior.TwoFactorEnabled.ValueBool() {
		return diags
	}
	loss := identifiers.FactorLoss{
		Label:     nameOf(prior),
		Numbers:   numbers.remove,
		NumbersAt: path.Root(phoneNumbers.set),
		Note: " A new number in phone_numbers is not a second factor. To keep the second factor, keep the number in " +
			"phone_numbers.",
		TOTP:   totpCredential.removes(plan, prior, config),
		TOTPAt: path.Root("totp_secret_wo_version"),
	}
	return append(diags, identifiers.PlanFactorLoss(ctx, r.client, r.registry, prior.ID.ValueString(), loss)...)
}
