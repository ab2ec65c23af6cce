package users

import (
	"fmt"
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// explainRenamed is about a user that one resource destroys and another one manages.
func explainRenamed(conflict registry.Conflict) explanation {
	gone, other := conflict.Destroyed(), conflict.Kept()
	does := map[registry.Action]string{
		registry.Create: "creates a user with the same " + nounOf(conflict.Shared) + " in another one",
		registry.Adopt:  "adopts it in another one",
		registry.Update: "manages it in another one",
	}[other.Action]
	switch {
	case gone.Policy == deletionPolicyRetain:
		return explainRetained(conflict, does)
	case other.Action == registry.Update:
		return explanation{
			destroysManaged,
			fmt.Sprintf("This plan destroys %s in one resource and %s. The apply would %s the account.",
				labelled(gone), does, removal(gone)),
			forgetUser,
		}
	default:
		return explanation{
			destroysManaged,
			fmt.Sprintf("This plan destroys %s in one resource and %s. The resource was probably renamed: its name, its "+
				"key in for_each or its module has changed. The apply would %s the account.", labelled(gone), does, removal(gone)),
			" Add a moved block with the old and the new address of the resource:" + movedBlock + "\n\n" +
				unlessRenamed(gone, other),
		}
	}
}

const destroysManaged = "The plan destroys a user that it also manages"

// forgetUser is the remedy when two resources have one user in the state, or one is to import it.
const forgetUser = " A moved block has no effect when both resources are in the state. To keep the account, run " +
	"terraform state rm with the address of the resource that is destroyed, and plan again. To destroy the account, " +
	"remove both resources. Example:\n\nterraform state rm 'clerk_user.team[\"ada\"]'"

// unlessRenamed says what to do when the account is really to be deleted, banned or locked.
func unlessRenamed(gone, other registry.User) string {
	switch {
	case gone.Policy == deletionPolicyDelete:
		return "If the account is really to be deleted and created again: 1. Remove the new resource from the " +
			"configuration and apply. 2. Add it again and apply."
	case other.Action == registry.Adopt:
		return fmt.Sprintf("If the account is to be %s, remove the resource that adopts it.", removed(gone))
	default:
		return fmt.Sprintf("An account that is %s keeps its identifiers, so that Clerk refuses them for a new user. If a "+
			"new account is to replace it: 1. Put the old resource back with deletion_policy = \"delete\", remove the new "+
			"one, and apply. 2. Remove the old resource and apply. 3. Add the new one and apply.",
			removed(gone))
	}
}

// removed is the status of a user after its destroy by a policy that keeps the account.
func removed(user registry.User) string {
	return map[string]string{deletionPolicyBan: "banned", deletionPolicyLock: "locked"}[user.Policy]
}

// explainRetained is about a user that stays unchanged when its resource is destroyed.
func explainRetained(conflict registry.Conflict, does string) explanation {
	text := explanation{
		"A user moves from one resource to another one",
		fmt.Sprintf("This plan removes %s from the state in one resource and %s. The account stays unchanged, by "+
			"deletion_policy = \"retain\".",
			labelled(conflict.Destroyed()), does),
		" If the resource was renamed, use a moved block:" + movedBlock,
	}
	switch other := conflict.Kept(); {
	case other.Action == registry.Update:
		text.remedy = forgetUser
	case other.Action == registry.Create && !other.Adopts:
		noun := nounOf(conflict.Shared)
		text.what += fmt.Sprintf(" It keeps the %s, and Clerk will refuse to create another user with it.", noun)
		text.remedy += fmt.Sprintf("\n\nTo manage the account in the other resource, set adopt_existing = true there. "+
			"Otherwise set another %s.",
			noun)
	}
	return text
}

// explainPassed is about an identifier that is removed from one user and added to another one.
func explainPassed(conflict registry.Conflict) explanation {
	from, to := passed(conflict)
	giver, first := labelled(from), "first remove it from the one user, do not set it for the other one, and apply."
	switch {
	case from.Action != registry.Destroy:
	case from.Policy == deletionPolicyDelete:
		giver += ", which this plan destroys,"
		first = "first destroy the one user, do not set it for the other one, and apply."
	default:
		giver += ", which this plan destroys,"
		first = fmt.Sprintf("first put the resource of the destroyed user back, without this identifier, do not set it "+
			"for the other user, and apply. The account would otherwise keep the identifier, because of deletion_policy = "+
			"%q. To delete the account instead, put its resource back with deletion_policy = \"delete\" and apply, then "+
			"remove the resource and apply.",
			from.Policy)
	}
	return explanation{
		"An identifier moves between two users",
		fmt.Sprintf("The %s moves from %s to %s in one run. Terraform makes the two changes in any order, and Clerk "+
			"refuses an identifier that another user still holds.", spelled(conflict.Shared), giver, labelled(to)),
		" Use two steps: " + first + " Then set it for the other user and apply again. To leave the identifier where it " +
			"is, undo the change.",
	}
}

// passed returns the user that has the shared identifier before the run, and the user that gets it.
func passed(conflict registry.Conflict) (from, to registry.User) {
	if slices.Contains(conflict.This.Before, conflict.Shared) {
		return conflict.This, conflict.Other
	}
	return conflict.Other, conflict.This
}
