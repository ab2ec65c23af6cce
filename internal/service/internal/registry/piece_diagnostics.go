package registry

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// PieceDiagnostic describes that two resources of a run concern one piece of a user, such as "the email address". noun
// names the kind of the piece. A piece that would be lost is an error, one that two resources manage is a warning.
//
// The provider does not know the addresses of resources, so that the diagnostics name their types.
func PieceDiagnostic(conflict PieceConflict, noun string) diag.Diagnostic {
	if conflict.Piece.Object || conflict.Piece.Shared {
		return objectDiagnostic(conflict, noun)
	}
	piece := pieceLabel(conflict.Piece, noun)
	if !conflict.Lost {
		return diag.NewWarningDiagnostic("Two resources manage the same part of a user", fmt.Sprintf(
			"%s and %s both manage the %s of the user %s. Each one can undo what the other one has applied, "+
				"and then no plan is empty. Keep it in one of the two resources.",
			diagnostics.UpperFirst(
				article(conflict.Other.Resource),
			),
			another(conflict.Other, conflict.This),
			piece,
			conflict.Piece.UserID,
		))
	}
	summary := fmt.Sprintf("The apply would remove the %s that another resource manages", noun)
	if conflict.Tainted {
		return diag.NewErrorDiagnostic(summary, tainted(conflict, piece))
	}
	if conflict.Updated {
		return diag.NewErrorDiagnostic(summary, updated(conflict, piece))
	}
	destroyed, kept := conflict.This, conflict.Other
	if kept.Destroy {
		destroyed, kept = kept, destroyed
	}
	return diag.NewErrorDiagnostic(summary, fmt.Sprintf(
		"The plan destroys %s with the %s of the user %s. In the same run it is managed by %s. "+
			"The apply would remove it from the user, so the plan fails. Nothing was changed.\n\n%s",
		article(destroyed.Resource), piece, conflict.Piece.UserID, another(destroyed, kept), pieceRemedy(destroyed, kept)))
}

// updated is about a piece that an update removes. The resource that keeps it may have no change, and an apply calls no
// resource without a change.
func updated(conflict PieceConflict, piece string) string {
	updated, kept := conflict.Removes, conflict.Other
	if kept.Resource == updated.Resource {
		kept = conflict.This
	}
	if updated.Resource == "clerk_user" {
		return fmt.Sprintf(
			"The configuration of a clerk_user removes the %s of the user %s, and %s manages it. The apply would "+
				"remove it from the user, so the plan fails. Nothing was changed.\n\nAdd it to the set of the clerk_user, omit "+
				"the set "+
				"there, or remove the other resource.",
			piece,
			conflict.Piece.UserID,
			another(updated, kept),
		)
	}
	return fmt.Sprintf("An update of %s removes the %s of the user %s. It stays in the state of %s. "+
		"The apply would remove it from the user, so the plan fails. Nothing was changed.\n\n"+
		"Both resources have it in the state: both have managed it, or an apply has failed after it passed from one to the "+
		"other. "+
		"Remove the resource that is updated from the state, and plan again. It then takes over what the user has, and "+
		"removes nothing:"+
		"\n\n  terraform state rm %s.NAME",
		article(updated.Resource), piece, conflict.Piece.UserID, another(updated, kept), resourceType(updated.Resource))
}

// tainted is about a piece that two resources have in the state. A provider does not know which resource is tainted.
func tainted(conflict PieceConflict, piece string) string {
	name := resourceType(conflict.This.Resource)
	return fmt.Sprintf(
		"Two resources have the %[1]s of the user %[2]s in the state, and this plan creates a %[3]s for the "+
			"user. If one of the two is tainted, the new resource replaces it, and the apply removes the %[1]s from the user. "+
			"So the plan fails. Nothing was changed.\n\n"+
			"If a %[3]s is tainted, run terraform untaint with its address, and plan again. "+
			"If none is tainted, plan and apply without the new resource first.",
		piece,
		conflict.Piece.UserID,
		name,
	)
}

// another names a resource after one that was named before.
func another(before, holder Holder) string {
	if before.Resource == holder.Resource {
		return "another " + resourceType(holder.Resource)
	}
	return article(holder.Resource)
}

// pieceRemedy says how to plan again without losing the piece.
func pieceRemedy(destroyed, kept Holder) string {
	from := resourceType(destroyed.Resource)
	if from == kept.Resource && len(kept.Before) == 0 {
		return "The resource was probably renamed: its name, its key in for_each or count, or its module is another one. " +
			"Add a moved block with its old and its new address, and plan again:\n\n" +
			fmt.Sprintf("  moved {\n    from = %[1]s.OLD_NAME\n    to   = %[1]s.NEW_NAME\n  }", from) + deposed
	}
	return "The resource was probably renamed, or its block was removed because the other resource manages the same. " +
		"For one instance of count or for_each, run terraform state rm with its address. Otherwise add a removed block " +
		"with the address of the resource that is destroyed, and plan again. " +
		"The resource then leaves the state, and the user keeps what it managed:\n\n" +
		fmt.Sprintf("  removed {\n    from = %s.NAME\n    lifecycle {\n      destroy = false\n    }\n  }", from) +
		deposed
}

// deposed is about the object that stays in the state when create_before_destroy fails half-way. Its calls are those of
// a resource that was renamed.
const deposed = "\n\nA deposed object, which an apply that failed has left, has no block. " +
	"Run terraform state rm for its address, import it, and plan again."

// pieceLabel names a piece. It has no value of metadata, only the key.
func pieceLabel(piece Piece, noun string) string {
	if piece.Name == "" {
		return noun
	}
	return fmt.Sprintf("%s %q", noun, piece.Name)
}

// resourceType returns the type in the name of a holder: "the email_addresses of a clerk_user" is a clerk_user.
func resourceType(holder string) string {
	words := strings.Fields(holder)
	at := slices.IndexFunc(words, func(word string) bool { return strings.HasPrefix(word, "clerk_") })
	if at < 0 {
		return holder
	}
	return words[at]
}

// article puts an article before the name of a type. A description has its own.
func article(holder string) string {
	if strings.HasPrefix(holder, "clerk_") {
		return "a " + holder
	}
	return holder
}
