package users

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

const movedBlock = `

moved {
  from = clerk_user.old_address
  to   = clerk_user.new_address
}`

const keyedUsers = `

resource "clerk_user" "team" {
  for_each        = { for user in local.users : user.key => user }
  email_addresses = [each.value.email]
}

moved {
  from = clerk_user.team[0]
  to   = clerk_user.team["ada"]
}`

// describe turns conflicts of the run into diagnostics. The first one of a call is enough: a call that meets two other
// resources has one mistake. The remedy is shown once in a run.
func describe(conflicts []registry.Conflict) (diags diag.Diagnostics) {
	for _, conflict := range conflicts {
		text := explain(conflict)
		detail := text.what + text.remedy
		warns := conflict.Rule == registry.Renamed && conflict.Destroyed().Policy == deletionPolicyRetain
		switch {
		case conflict.Repeated && warns:
			detail = text.what + " Another warning of this plan shows what to do."
		case conflict.Repeated:
			detail = text.what + " Another error of this plan shows what to do."
		}
		if warns {
			diags.AddWarning(text.summary, detail)
			continue
		}
		if attribute, ok := attributeOf(conflict.Shared); ok && conflict.This.Action != registry.Destroy {
			diags.AddAttributeError(attribute, text.summary, detail)
		} else {
			diags.AddError(text.summary, detail)
		}
		return diags
	}
	return diags
}

// explanation is the text of a conflict: the problem and its remedy.
type explanation struct{ summary, what, remedy string }

// attributeOf returns the attribute that configures an identifier.
func attributeOf(identifier registry.Identifier) (path.Path, bool) {
	attribute, ok := paramAttributes[identifier.Kind]
	return attribute, ok
}

func explain(conflict registry.Conflict) explanation {
	switch conflict.Rule {
	case registry.Renamed:
		return explainRenamed(conflict)
	case registry.ManagedTwice:
		return explanation{
			"Two resources manage one user",
			fmt.Sprintf(
				"Two clerk_user resources of this run manage %s. Removing one of them would %s the account that the other one "+
					"still manages.",
				labelled(conflict.This),
				removal(conflict.This),
			),
			" Nothing was changed. To find the other resource, search for the user in the output of terraform show, and for " +
				"an import block with its id. Keep one of the two. Remove the resource of the other one, and its import block, " +
				"from the configuration. If the other one is in the state, also run terraform state rm with its address, or, " +
				"without count and for_each, use a removed block:\n\nremoved {\n  from = clerk_user.second_address\n  lifecycle " +
				"{\n    destroy = false\n  }\n}\n\nIf a resource was renamed, and only its old address is in the state, remove " +
				"nothing from the state. Use a moved block:" +
				movedBlock,
		}
	case registry.SetTwice:
		return explanation{
			"Two users have one identifier",
			fmt.Sprintf(
				"The %s is set for %s and for %s.",
				spelled(conflict.Shared),
				labelled(conflict.Other),
				labelled(conflict.This),
			),
			" Clerk gives an identifier to one user only: remove it from one of the two.",
		}
	case registry.Shifted:
		from, to := passed(conflict)
		return explanation{
			"A user would get the identifiers of another user",
			fmt.Sprintf(
				"This plan removes all identifiers of %s, and the %s would move from %s to %s. Nothing was changed. One user "+
					"would get the identifiers of another user, but keep its own password, sessions and history.",
				labelled(shifted(conflict)),
				spelled(conflict.Shared),
				labelled(from),
				labelled(to),
			),
			" This happens when resources are numbered with count and the list changes. Use for_each with a key that belongs " +
				"to the user, and a moved block for each user, with its old index. terraform state show 'clerk_user.team[0]' " +
				"shows the user of an index:" + keyedUsers +
				"\n\nIf the identifier is really to move: 1. Remove it from the user that has it, and apply. 2. Set it for the " +
				"other user, and apply.",
		}
	default:
		return explainPassed(conflict)
	}
}

// spelled is an identifier in a sentence.
func spelled(identifier registry.Identifier) string {
	return fmt.Sprintf("%s %q", nounOf(identifier), identifier.Value)
}

// shifted returns the user of a conflict that keeps none of its identifiers.
func shifted(conflict registry.Conflict) registry.User {
	if conflict.This.KeepsNone() {
		return conflict.This
	}
	return conflict.Other
}

func labelled(user registry.User) string {
	if user.ID == "" {
		return "the new user" + strings.TrimPrefix(user.Label, "the user")
	}
	return fmt.Sprintf("%s (%s)", user.Label, user.ID)
}

// removal is what a destroy of the user does, as a verb.
func removal(user registry.User) string {
	if user.Policy == deletionPolicyRetain || user.Policy == "" {
		return deletionPolicyDelete
	}
	return user.Policy
}

func nounOf(identifier registry.Identifier) string {
	for _, kind := range identifierSets {
		if kind.Param == identifier.Kind {
			return kind.Noun
		}
	}
	if identifier.Kind == "external_id" {
		return "external id"
	}
	return identifier.Kind
}

// describePieces turns conflicts about parts of a user into diagnostics.
func describePieces(conflicts []registry.PieceConflict) (diags diag.Diagnostics) {
	for _, conflict := range conflicts {
		noun := nounOf(registry.Identifier{Kind: conflict.Piece.Kind})
		diags.Append(registry.PieceDiagnostic(conflict, strings.ReplaceAll(noun, "_", " ")))
	}
	return diags
}
