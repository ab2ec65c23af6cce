package users

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// checkNewUser returns errors that the creation would have. Without an identifier, the user could not sign in, and the
// provider could not find the user after a lost answer.
func checkNewUser(plan, config *userModel) (diags diag.Diagnostics) {
	for _, kind := range identifierSets {
		if configured := kind.fields(config); configured.set.IsNull() && configured.primary.ValueString() != "" {
			diags.AddAttributeError(path.Root(kind.primary), "The primary is not in its set", fmt.Sprintf(
				"%s is set without %s. Set %[2]s as well, so that the new user gets the identifier.", kind.primary, kind.set))
		}
	}
	if diags.HasError() {
		return diags
	}
	if onlyExternalID(plan, config) {
		return noIdentifier()
	}
	return checkAnyIdentifier(plan, config)
}

// checkAnyIdentifier returns an error for a user that has no identifier and cannot be found by one.
func checkAnyIdentifier(plan, config *userModel) diag.Diagnostics {
	if identifiersUnknown(config) || len(lookups(plan)) > 0 {
		return nil
	}
	return noIdentifier()
}

func noIdentifier() (diags diag.Diagnostics) {
	diags.AddError(
		"The user has no identifier",
		"A new user needs at least one of email_addresses, phone_numbers, username and web3_wallets: a user cannot sign "+
			"in with external_id. To manage an existing user, import it.",
	)
	return diags
}

func onlyExternalID(plan, config *userModel) bool {
	found := lookups(plan)
	return !identifiersUnknown(config) && len(found) == 1 && found[0].by == clerk.UserExternalID
}

// checkReachable returns errors for changes that the API cannot make to an existing user.
func checkReachable(plan, prior, config *userModel) (diags diag.Diagnostics) {
	for _, kind := range identifierSets {
		change, _ := diffIdentifiers(kind, plan, prior)
		attribute := path.Root(kind.set)
		if len(change.add) > 0 && kind.Param == web3Wallets.Param {
			diags.AddAttributeError(attribute, "A web3 wallet cannot be added", fmt.Sprintf(
				"Clerk accepts web3 wallets only when a user is created, so %s cannot be added to %s. Remove it from "+
					"web3_wallets. After the user has connected the wallet, add it again.", quotedList(change.add), nameOf(prior)))
		} else if len(change.add) > 0 && config.reserves() {
			diags.AddAttributeError(
				optionsPath, "A reserved identifier cannot be added to an existing user", fmt.Sprintf(
					"The provider creates reserved identifiers only together with the user, so %s cannot be added to %s as "+
						"reserved. Set request_options = { identification_status = \"verified\" }, or add it outside Terraform.",
					quotedList(change.add),
					nameOf(prior),
				))
		}
		planned, held := kind.fields(plan), kind.fields(prior)
		if !planned.primary.IsUnknown() && planned.primary.ValueString() == "" && held.primary.ValueString() != "" &&
			(hasUnknown(*planned.set) || len(planned.set.Elements()) > 0) {
			diags.AddAttributeError(path.Root(kind.primary), "The primary cannot be empty", fmt.Sprintf(
				"%q is the primary %s of %s, and one of %s is always primary. Set %[5]s to that one, or omit %[5]s.",
				held.primary.ValueString(), kind.Noun, nameOf(prior), kind.set, kind.primary))
		}
		if change.primary != "" && !kind.Contains(stringsOf(*kind.fields(plan).set), change.primary) &&
			!hasUnknown(*kind.fields(plan).set) &&
			!kind.Contains(stringsOf(*kind.fields(prior).set), change.primary) {
			diags.AddAttributeError(path.Root(kind.primary), "The primary is not in its set",
				fmt.Sprintf("%q is not a %s of %s. Add it to %s.", change.primary, kind.Noun, nameOf(prior), kind.set))
		}
	}
	if leavesNoIdentifier(plan, prior) {
		diags.AddError("The user would have no identifier", fmt.Sprintf(
			"This plan removes the last identifier of %s. A user needs at least one of email_addresses, phone_numbers, "+
				"username and web3_wallets. Set another one, or destroy the user instead.", nameOf(prior)))
	}
	return diags
}

// leavesNoIdentifier reports whether a plan removes all identifiers of a user that has some.
func leavesNoIdentifier(plan, prior *userModel) bool {
	if plan.Username.IsUnknown() || plan.Username.ValueString() != "" {
		return false
	}
	had := prior.Username.ValueString() != ""
	for _, kind := range identifierSets {
		set := *kind.fields(plan).set
		if hasUnknown(set) || len(set.Elements()) > 0 {
			return false
		}
		had = had || len(kind.fields(prior).set.Elements()) > 0
	}
	return had
}

func quotedList(values []string) string {
	quoted := make([]string, len(values))
	for i, value := range values {
		quoted[i] = "`" + value + "`"
	}
	return strings.Join(quoted, ", ")
}
