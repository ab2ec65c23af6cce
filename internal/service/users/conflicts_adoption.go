package users

import (
	"fmt"

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
	if planned.Action == registry.Destroy {
		destroyed = []registry.User{planned}
	}
	labels := make([]string, len(destroyed))
	for i, user := range destroyed {
		labels[i] = removal(user) + " " + labelled(user)
	}
	diags.AddWarning("A user that this plan destroys may be the one to adopt", fmt.Sprintf(
		"Not all identifiers of a clerk_user with adopt_existing = true are known in this plan. If they belong to a user "+
			"that this plan destroys, the apply may destroy that user before the adoption. This plan will %s\n\n"+
			"If none of these users is the one to adopt, you can apply. Otherwise do not apply. If the resource of that user "+
			"was renamed, add a moved block:%s\n\nIf it was not renamed, remove the resource of that user from the state with "+
			"its address, and plan again. For example:\n\nterraform state rm 'clerk_user.team[\"ada\"]'",
		named(labels),
		movedBlock,
	))
	return diags
}
