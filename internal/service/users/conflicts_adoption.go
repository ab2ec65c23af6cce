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
		"Not all identifiers of a clerk_user with adopt_existing = true are known in this plan. They can belong to a user "+
			"that this plan destroys, and then the apply can destroy that user before it is adopted. The "+
			"actions of this plan %s\n\nIf one of these is the user to adopt, do not apply. If its resource was renamed, "+
			"use a moved block:%s\n\nOtherwise remove its resource from the state first, with its address:\n\n"+
			"terraform state rm 'clerk_user.team[\"ada\"]'", named(labels), movedBlock))
	return diags
}
