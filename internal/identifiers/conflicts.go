package identifiers

import (
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/registry"
)

// Conflicts describes what two resources of a run do to one identifier. noun names the identifier in a sentence.
func Conflicts(noun string, conflicts []registry.PieceConflict) (diags diag.Diagnostics) {
	for _, conflict := range conflicts {
		if conflict.Lost {
			diags.AddError(fmt.Sprintf("One resource removes the %s that another one manages", noun), lostDetail(noun, conflict))
			continue
		}
		diags.AddWarning(fmt.Sprintf("Two resources manage one %s", noun),
			fmt.Sprintf("%s and %s both manage the %s %q of %s, so that each can undo what the other one does. "+
				"Remove it from the configuration of one of them.",
				conflict.Other.Resource, conflict.This.Resource, noun, conflict.Piece.Name, conflict.Piece.UserID))
	}
	return diags
}

func lostDetail(noun string, conflict registry.PieceConflict) string {
	gone, kept := conflict.Other, conflict.This
	if conflict.This.Destroy {
		gone, kept = conflict.This, conflict.Other
	}
	text := fmt.Sprintf("This plan destroys a resource (%s) that manages the %s %q of %s, and another resource (%s) manages the same %[2]s. "+
		"The user could lose it. ", gone.Resource, noun, conflict.Piece.Name, conflict.Piece.UserID, kept.Resource)
	if gone.Resource != kept.Resource {
		return text + fmt.Sprintf("The %s was probably moved into another resource. To keep it, remove the old resource from the state only "+
			"(put its own address after \"from\"):\n\n"+
			"removed {\n  from = %s.example\n  lifecycle {\n    destroy = false\n  }\n}", noun, blockType(gone.Resource))
	}
	text += fmt.Sprintf("The resource was probably renamed. To keep the %s, add a moved block (put the old and the new address into it):\n\n"+
		"moved {\n  from = %[2]s.old\n  to   = %[2]s.new\n}", noun, gone.Resource)
	if slices.Contains(kept.Before, conflict.Piece) || len(kept.Before) == 0 {
		return text
	}
	return text + fmt.Sprintf("\n\nWith count, removing an element changes the index of all that follow. Use for_each with the %s as the key, "+
		"and move each resource to its new address:\n\n"+
		"moved {\n  from = %[2]s.example[1]\n  to   = %[2]s.example[%[3]q]\n}", noun, gone.Resource, conflict.Piece.Name)
}

// blockType is the type of the resource that a holder names.
func blockType(holder string) string {
	for word := range strings.FieldsSeq(holder) {
		if strings.HasPrefix(word, "clerk_") {
			return word
		}
	}
	return holder
}
