package users

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// checkNewUser reports what keeps a user from being created: without an
// identifier nobody could sign in, and a create whose answer is lost could not
// be recognised.
func checkNewUser(plan, config *userModel) (diags diag.Diagnostics) {
	if !identifiersUnknown(config) && len(lookups(plan)) == 0 || onlyExternalID(plan, config) {
		diags.AddError(
			"The user has no identifier",
			"A new user needs at least one of email_addresses, phone_numbers, username and web3_wallets; external_id is no identifier to sign in with. To manage a user who exists already, import it instead of creating it.",
		)
	}
	for _, kind := range identifierSets {
		if stated := kind.fields(config); stated.set.IsNull() && stated.primary.ValueString() != "" {
			diags.AddAttributeError(
				path.Root(kind.primary),
				"The primary is not in its set",
				fmt.Sprintf(
					"%s is stated without %s. State the set as well, so that the new user gets it.",
					kind.primary,
					kind.set,
				),
			)
		}
	}
	return diags
}

func onlyExternalID(plan, config *userModel) bool {
	found := lookups(plan)
	return !identifiersUnknown(config) && len(found) == 1 && found[0].param == "external_id"
}

// checkReachable reports what the API cannot do to a user who exists.
func checkReachable(plan, prior *userModel) (diags diag.Diagnostics) {
	for _, kind := range identifierSets {
		change, _ := diffIdentifiers(kind, plan, prior)
		attribute := path.Root(kind.set)
		if len(change.add) > 0 && kind.Param == web3Wallets.Param {
			diags.AddAttributeError(
				attribute,
				"A web3 wallet cannot be added",
				fmt.Sprintf(
					"Clerk takes web3 wallets only when a user is created, so %s cannot be added to %s. Take it out of web3_wallets; when the user has connected the wallet, it can be stated.",
					quotedList(change.add),
					nameOf(prior),
				),
			)
		} else if len(change.add) > 0 && plan.IdentificationStatus.ValueString() == statusReserved {
			diags.AddAttributeError(
				path.Root("identification_status"),
				"An existing user takes no reserved identifiers",
				fmt.Sprintf(
					"Clerk creates reserved identifiers only together with the user, so %s cannot be added to %s as reserved. Set identification_status = \"verified\", or add it outside Terraform.",
					quotedList(change.add),
					nameOf(prior),
				),
			)
		}
		planned, held := kind.fields(plan), kind.fields(prior)
		if !planned.primary.IsUnknown() && planned.primary.ValueString() == "" && held.primary.ValueString() != "" &&
			(hasUnknown(*planned.set) || len(planned.set.Elements()) > 0) {
			diags.AddAttributeError(
				path.Root(kind.primary),
				"The primary cannot be empty",
				fmt.Sprintf(
					"%q is the primary %s of %s, and one of %s is always primary. Name that one, or leave %s out.",
					held.primary.ValueString(),
					kind.Noun,
					nameOf(prior),
					kind.set,
					kind.primary,
				),
			)
		}
		if change.primary != "" && !kind.Contains(stringsOf(*kind.fields(plan).set), change.primary) &&
			!hasUnknown(*kind.fields(plan).set) &&
			!kind.Contains(stringsOf(*kind.fields(prior).set), change.primary) {
			diags.AddAttributeError(path.Root(kind.primary), "The primary is not in its set",
				fmt.Sprintf("%q is no %s of %s. Add it to %s.", change.primary, kind.Noun, nameOf(prior), kind.set))
		}
	}
	if leavesNoIdentifier(plan, prior) {
		diags.AddError(
			"The user would have no identifier",
			fmt.Sprintf(
				"This plan takes the last identifier from %s. A user needs at least one of email_addresses, phone_numbers, username and web3_wallets: state another one, or destroy the user instead.",
				nameOf(prior),
			),
		)
	}
	return diags
}

// leavesNoIdentifier reports whether a user who has identifiers would lose all.
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
