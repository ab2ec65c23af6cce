package registry

import (
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// objectDiagnostic describes that two resources of a run meet in one object, such as an organization. noun names the
// object.
func objectDiagnostic(conflict PieceConflict, noun string) diag.Diagnostic {
	object := objectLabel(conflict.Piece, noun)
	if !conflict.Lost {
		return diag.NewErrorDiagnostic("Two resources manage the same "+noun, fmt.Sprintf(
			"%s and %s of this configuration both manage %s. Each one would undo what the other one has applied. Nothing was "+
				"changed. Remove one of the two resources. If both are in the state, remove one of them from the state only, with "+
				"terraform state rm.",
			diagnostics.UpperFirst(article(conflict.Other.Resource)), another(conflict.Other, conflict.This), object))
	}
	destroyed, kept := conflict.This, conflict.Other
	switch {
	case conflict.Updated:
		destroyed, kept = conflict.Removes, conflict.Other
		if kept.Resource == destroyed.Resource && len(kept.After) == 0 {
			kept = conflict.This
		}
	case kept.Destroy:
		destroyed, kept = kept, destroyed
	}
	return diag.NewErrorDiagnostic(fmt.Sprintf("The apply would remove the %s that another resource manages", noun),
		fmt.Sprintf("The plan removes %s from %s. In the same run it is managed by %s. The apply would delete it, so the "+
			"plan fails. Nothing was changed.\n\n%s",
			object, article(destroyed.Resource), another(destroyed, kept), objectRemedy(destroyed, kept)))
}

func objectRemedy(destroyed, kept Holder) string {
	if len(kept.Before) > 0 {
		return fmt.Sprintf("Both resources have it in the state. Remove one of the two from the state only, and plan again:"+
			"\n\n  terraform state rm %s.NAME", resourceType(destroyed.Resource))
	}
	return "The resource was probably renamed: its name, its key in for_each or count, or its module is another one. " +
		"Add a moved block with its old and its new address, and plan again:\n\n" +
		fmt.Sprintf("  moved {\n    from = %[1]s.OLD_NAME\n    to   = %[1]s.NEW_NAME\n  }",
			resourceType(destroyed.Resource)) +
		"\n\nIf the object is to be deleted and another one created, do it in two applies." + deposed
}

// objectLabel names an object, such as `the organization "Engines"`.
func objectLabel(piece Piece, noun string) string {
	label := fmt.Sprintf("the %s %q", noun, piece.Name)
	if piece.UserID != "" {
		label += " of the user " + piece.UserID
	}
	return label
}
