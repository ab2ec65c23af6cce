package users

import (
	"fmt"
	"slices"
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
  for_each        = { for person in local.people : person.key => person }
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
		if conflict.Repeated {
			detail = text.what + " Another error of this plan shows what to do."
		}
		if conflict.Rule == registry.Renamed && destroyed(conflict).Policy == deletionPolicyRetain {
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

// explanation is the text of a conflict: what happens, and what to do.
type explanation struct{ summary, what, remedy string }

// destroyed returns the call of a conflict that destroys a user.
func destroyed(conflict registry.Conflict) registry.User {
	if conflict.Other.Action == registry.Destroy {
		return conflict.Other
	}
	return conflict.This
}

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
			fmt.Sprintf("Two clerk_user resources of this run manage %s. Removing one of them would %s the account that the other one "+
				"still manages.", labelled(conflict.This), removal(conflict.This)),
			" Keep one of the two. If both are in the state, remove one with terraform state rm and its address, or with a removed " +
				"block:\n\nremoved {\n" +
				"  from = clerk_user.second_address\n  lifecycle {\n    destroy = false\n  }\n}\n\n" +
				"If one of them is the other one under a new name, use a moved block instead:" + movedBlock,
		}
	case registry.SetTwice:
		return explanation{
			"Two users have one identifier",
			fmt.Sprintf("The %s is set for %s and for %s.", spelled(conflict.Shared), labelled(conflict.Other), labelled(conflict.This)),
			" Clerk gives an identifier to one user only: remove it from one of the two.",
		}
	case registry.Shifted:
		return explanation{
			"A user would become another person",
			fmt.Sprintf("This plan takes all identifiers from %s, and the %s passes between it and %s. The account of one person, with "+
				"its password, sessions and history, would become the account of another person.",
				labelled(shifted(conflict)), spelled(conflict.Shared), labelled(unshifted(conflict))),
			" This happens when resources are numbered with count and the list changes. Use for_each with a key that belongs to " +
				"the user, and a moved block for each user:" + keyedUsers,
		}
	default:
		from, to := conflict.Other, conflict.This
		if slices.Contains(conflict.This.Before, conflict.Shared) {
			from, to = to, from
		}
		return explanation{
			"An identifier passes between two users",
			fmt.Sprintf("The %s passes from %s to %s in one run. Terraform makes the two changes in any order, and Clerk refuses an "+
				"identifier that another user still holds.", spelled(conflict.Shared), labelled(from), labelled(to)),
			" Use two steps: first remove it from the one user, do not set it for the other one, and apply. Then set it for the " +
				"other one and apply again.",
		}
	}
}

// explainRenamed is about a user that one resource destroys and another one manages.
func explainRenamed(conflict registry.Conflict) explanation {
	gone, other := destroyed(conflict), conflict.This
	if conflict.This.Action == registry.Destroy {
		other = conflict.Other
	}
	does := map[registry.Action]string{
		registry.Create: "creates a user with the same " + nounOf(conflict.Shared) + " in another one",
		registry.Adopt:  "adopts it in another one",
		registry.Update: "manages it in another one",
	}[other.Action]
	if gone.Policy == deletionPolicyRetain {
		return explanation{
			"A user leaves one resource and is set in another one",
			fmt.Sprintf("This plan forgets %s in one resource and %s. The account stays unchanged, by deletion_policy = \"retain\".",
				labelled(gone), does),
			" If the resource was renamed, a moved block keeps its state:" + movedBlock,
		}
	}
	return explanation{
		"The plan destroys a user that it also manages",
		fmt.Sprintf("This plan destroys %s in one resource and %s. The resource was probably renamed: its name, its key in for_each or "+
			"its module has changed. The apply would %s the account.", labelled(gone), does, removal(gone)),
		" Add a moved block with the old and the new address of the resource:" + movedBlock + "\n\nIf the account is really to be " +
			"removed and set up again, remove its resource, apply, and add it again.",
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

func unshifted(conflict registry.Conflict) registry.User {
	if conflict.This.KeepsNone() {
		return conflict.Other
	}
	return conflict.This
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
	for _, kind := range identifierKinds {
		if kind.param == identifier.Kind {
			return kind.noun
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
