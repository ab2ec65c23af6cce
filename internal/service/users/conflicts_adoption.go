package users

import (
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// warnOfAdoption warns that the user to adopt, which is not known yet, may be one that the run deletes, bans or locks.
// The call that is planned second warns. The CLI folds warnings with one summary.
func (r *userResource) warnOfAdoption(planned registry.User) (diags diag.Diagnostics) {
	destroyed := r.registry.MayAdopt(planned)
	if len(destroyed) == 0 {
		return nil
	}
	adopters := []registry.User{planned}
	if planned.Action == registry.Destroy {
		adopters, destroyed = destroyed, adopters
	}
	diags.AddWarning("A user that this plan destroys may be the one to adopt", fmt.Sprintf(
		"Not all identifiers of %s with adopt_existing = true are known in this plan. If they belong to a user that this "+
			"plan destroys, the apply may destroy that user before the adoption. This plan will %s.\n\n"+
			"If none of these users is the one to adopt, you can apply, and they are destroyed as planned. Otherwise do not "+
			"apply. If the resource of that user was renamed, add a moved block:%s\n\nIf it was not renamed, run terraform "+
			"state rm with the address of that resource, and plan again. For example:\n\nterraform state rm "+
			"'clerk_user.team[\"ada\"]'",
		joined(adopters, func(user registry.User) string { return user.Label }),
		joined(destroyed, func(user registry.User) string { return removal(user) + " " + labelled(user) }),
		movedBlock,
	))
	return diags
}

// joined names the users in a sentence: all of them, or the first ones and the number of the others.
func joined(users []registry.User, name func(registry.User) string) string {
	names := make([]string, 0, mostNamed+1)
	for _, user := range users[:min(len(users), mostNamed)] {
		names = append(names, name(user))
	}
	if more := len(users) - mostNamed; more > 0 {
		names = append(names, fmt.Sprintf("and %d more", more))
	}
	return strings.Join(names, ", ")
}
