package users

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

// existing finds the user that adopt_existing adopts: the one with configured identifiers, nil for none. Several users
// are an error, and so is a user that has not verified the identifier, unless adopt_unverified is set.
func existing(ctx context.Context, client *clerk.Client, plan *userModel) (*clerk.User, diag.Diagnostics) {
	found, err := holders(ctx, client, plan)
	if err != nil {
		return nil, diagnostics.Failure{Task: "look for " + nameOf(plan), Attributes: paramAttributes}.Diagnostics(err)
	}
	candidates := proven(found, plan)
	if plan.AdoptUnverified.ValueBool() && len(candidates) == 0 {
		candidates = found
	}
	var diags diag.Diagnostics
	switch {
	case len(found) == 0:
		return nil, nil
	case len(candidates) == 0:
		diags.AddAttributeError(path.Root("adopt_existing"), "The user to adopt has not verified the identifier", fmt.Sprintf(
			"%s has a configured identifier, but has not verified it. A user can sign up with an email address or a phone "+
				"number that is not theirs. An adoption would apply this configuration to that account. Check the user first. If "+
				"it is the right user, set adopt_unverified = true, or import the user by id.",
			strings.Join(describeAll(found), ", "),
		))
		return nil, diags
	case len(candidates) == 1:
		return &candidates[0], nil
	}
	diags.AddAttributeError(path.Root("adopt_existing"), "More than one user to adopt", fmt.Sprintf(
		"The configured identifiers belong to %d users: %s. Set identifiers of one of them only, or import one of them by "+
			"id.",
		len(candidates),
		strings.Join(describeAll(candidates), ", "),
	))
	return nil, diags
}

// userToAdopt returns the user that an apply takes over, nil for none. Another user than the plan has shown is an
// error.
func (r *userResource) userToAdopt(ctx context.Context, plan *userModel) (*clerk.User, diag.Diagnostics) {
	user, diags := existing(ctx, r.client, plan)
	if diags.HasError() {
		return nil, diags
	}
	attribute := path.Root("adopt_existing")
	wanted, isKnown := known(plan.ID)
	switch {
	case isKnown && wanted != "" && (user == nil || user.ID != wanted):
		diags.AddAttributeError(attribute, "The user to adopt has changed", fmt.Sprintf(
			"The plan adopts %s, and that user does not hold the configured identifiers now. Run terraform plan again.", wanted))
	case user != nil && !plan.Adopted.IsUnknown() && !plan.Adopted.ValueBool():
		diags.AddAttributeError(attribute, "A user has appeared since the plan", fmt.Sprintf(
			"The plan creates %s. Since then %s%s got its identifiers. Run terraform plan again to see that user.",
			nameOf(plan), user.ID, alsoKnownAs(*user)))
	case user != nil:
		var found userModel
		if err := found.observe(user); err != nil {
			diags.AddError("Could not read "+nameOf(plan), err.Error())
			return nil, diags
		}
		diags.Append(contradictions(plan, &found)...)
	}
	return user, diags
}

// contradictions refuses to adopt a user that has a different value for another configured identifier: the adoption
// would merge two users.
func contradictions(plan, found *userModel) (diags diag.Diagnostics) {
	refuse := func(attribute, noun, configured, held string) {
		diags.AddAttributeError(path.Root(attribute), "The user to adopt has another "+noun, fmt.Sprintf(
			"Some of the configured identifiers belong to %s (%s), and its %s is %q, not %q. It may be the wrong user. If it "+
				"is the right user, set %s = %q or omit %s, adopt the user, and change it afterwards.",
			nameOf(found),
			found.ID.ValueString(),
			noun,
			held,
			configured,
			attribute,
			held,
			attribute,
		))
	}
	configured, held := plan.ExternalID.ValueString(), found.ExternalID.ValueString()
	if configured != "" && held != "" && configured != held {
		refuse("external_id", "external id", configured, held)
	}
	configured, held = plan.Username.ValueString(), found.Username.ValueString()
	if configured != "" && held != "" && clerk.FoldIdentifier(configured) != clerk.FoldIdentifier(held) {
		refuse("username", "username", configured, held)
	}
	for _, kind := range identifierSets {
		wanted, has := stringsOf(*kind.fields(plan).set), stringsOf(*kind.fields(found).set)
		if len(wanted) > 0 && len(has) > 0 && len(missing(kind, wanted, has)) == len(wanted) {
			diags.AddAttributeError(path.Root(kind.set), "The user to adopt has another "+kind.Noun, fmt.Sprintf(
				"Some of the configured identifiers belong to %s (%s), but none of %s: it has %s, not %s. It may be the "+
					"wrong user. If it is the right user, omit %s or add one that it has, adopt the user, and change it afterwards.",
				nameOf(found),
				found.ID.ValueString(),
				kind.set,
				quotedList(has),
				quotedList(wanted),
				kind.set,
			))
		}
	}
	return diags
}

// adoptOnce adopts a user that no other resource of this run manages.
func (r *userResource) adoptOnce(
	ctx context.Context,
	user *clerk.User,
	plan, config *userModel,
) (*clerk.User, diag.Diagnostics) {
	if !r.registry.Claim(user.ID) {
		summary, detail := managedByAnother(user)
		return nil, diag.Diagnostics{diag.NewAttributeErrorDiagnostic(path.Root("adopt_existing"), summary, detail)}
	}
	adopted, diags := r.adopt(ctx, user, plan, config)
	if diags.HasError() {
		r.registry.Unclaim(user.ID)
	}
	return adopted, diags
}

func managedByAnother(user *clerk.User) (summary, detail string) {
	return "Two resources manage one user",
		fmt.Sprintf(
			"%s%s holds the configured identifiers, and another clerk_user of this run manages that user. Remove one of the "+
				"two resources. If the other one has been renamed to this one, use a moved block:%s",
			user.ID,
			alsoKnownAs(*user),
			movedBlock,
		)
}

// adopt changes an existing user to the planned values. On failure nothing is recorded in the state: a user that a
// failed create records is tainted, and the next apply would delete it.
func (r *userResource) adopt(
	ctx context.Context,
	user *clerk.User,
	plan, config *userModel,
) (*clerk.User, diag.Diagnostics) {
	var prior userModel
	var diags diag.Diagnostics
	if err := prior.observe(user); err != nil {
		diags.AddError("Could not read "+nameOf(plan), err.Error())
		return nil, diags
	}
	if diags.Append(checkReachable(plan, &prior, config)...); diags.HasError() {
		return nil, diags
	}
	if diags.Append(checkVerified(user, plan, &prior)...); diags.HasError() {
		return nil, diags
	}
	w := &writer{resource: r, client: r.client, plan: plan, id: user.ID, label: nameOf(plan), user: user}
	if diags.Append(w.apply(ctx, diff(ctx, plan, &prior, config))...); diags.HasError() {
		return nil, diags
	}
	current, err := w.current(ctx)
	if err != nil {
		diags.Append(diagnostics.Failure{Task: "read " + w.label, Attributes: paramAttributes}.Diagnostics(err)...)
	}
	return current, diags
}
