package users

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/diagnostics"
)

// existing finds the user that adopt_existing takes over: the one who holds
// stated identifiers, or nil when nobody does. Several are refused, because
// nobody could say which person is meant.
func existing(ctx context.Context, client *clerk.Client, plan *userModel) (*clerk.User, diag.Diagnostics) {
	found, err := holders(ctx, client, plan)
	if err != nil {
		return nil, diagnostics.Failure{Task: "look for " + nameOf(plan), Attributes: paramAttributes}.Diagnostics(err)
	}
	switch len(found) {
	case 0:
		return nil, nil
	case 1:
		return &found[0], nil
	}
	ids := make([]string, len(found))
	for i, user := range found {
		ids[i] = user.ID + alsoKnownAs(user)
	}
	var diags diag.Diagnostics
	diags.AddAttributeError(path.Root("adopt_existing"), "More than one user to adopt",
		fmt.Sprintf("The stated identifiers belong to %d users: %s. State identifiers of one of them only, or import the one that is meant.", len(ids), strings.Join(ids, ", ")))
	return nil, diags
}

// adoptOnce adopts a user whom no other resource of this run owns.
func (r *userResource) adoptOnce(ctx context.Context, user *clerk.User, plan, config *userModel) (*clerk.User, diag.Diagnostics) {
	if !claimUser(r.client, user.ID) {
		summary, detail := ownedByAnother(user)
		return nil, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("adopt_existing"), summary, detail)}
	}
	adopted, diags := r.adopt(ctx, user, plan, config)
	if diags.HasError() {
		releaseUser(r.client, user.ID)
	}
	return adopted, diags
}

func ownedByAnother(user *clerk.User) (summary, detail string) {
	return "Another resource owns the user",
		fmt.Sprintf("%s%s holds the stated identifiers, and another clerk_user of this run has just created or adopted that user. Two resources would own one person. State each user once.", user.ID, alsoKnownAs(*user))
}

// adopt makes an existing user what the plan says. On failure nothing is
// recorded: a user recorded by a failed create would be tainted, and so deleted
// by the next apply.
func (r *userResource) adopt(ctx context.Context, user *clerk.User, plan, config *userModel) (*clerk.User, diag.Diagnostics) {
	var prior userModel
	var diags diag.Diagnostics
	if err := prior.observe(user); err != nil {
		diags.AddError("Could not read "+nameOf(plan), err.Error())
		return nil, diags
	}
	if diags.Append(checkReachable(ctx, plan, &prior)...); diags.HasError() {
		return nil, diags
	}
	w := &writer{client: r.client, plan: plan, id: user.ID, label: nameOf(plan), user: user}
	if diags.Append(w.apply(ctx, diff(ctx, plan, &prior, config))...); diags.HasError() {
		return nil, diags
	}
	current, err := w.current(ctx)
	if err != nil {
		diags.Append(diagnostics.Failure{Task: "read " + w.label, Attributes: paramAttributes}.Diagnostics(err)...)
	}
	return current, diags
}
