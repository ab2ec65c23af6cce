package identifiers

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// The ids of identifiers and of users begin so.
const (
	idPrefix = "idn_"
)

// ImportState finds the identifier that an import names, by its id or by its
// user and value; the Read that follows fills the state.
func (r *Resource[M]) ImportState(
	ctx context.Context,
	req resource.ImportStateRequest,
	resp *resource.ImportStateResponse,
) {
	name, diags := resourcebase.ImportName(ctx, req, "id")
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.client, &resp.Diagnostics) {
		return
	}
	userID, id, diags := r.resolve(ctx, name)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("user_id"), userID)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "id", id)...)
	resp.Diagnostics.Append(r.instance.Remember(ctx, resp.Private)...)
}

func (r *Resource[M]) resolve(ctx context.Context, name string) (userID, id string, diags diag.Diagnostics) {
	if validators.IsID(name, idPrefix) {
		return r.resolveID(ctx, name)
	}
	userID, value, ok := strings.Cut(name, "/")
	if !ok || !validators.IsID(userID, validators.UserIDPrefix) || value == "" {
		diags.AddError(
			"Not a name for the import",
			fmt.Sprintf(
				"%q names no %s. Import it by its id (%s…), or by its user and value: %s…/%s.",
				name,
				r.Kind.Noun,
				idPrefix,
				validators.UserIDPrefix,
				r.Kind.Example,
			),
		)
		return "", "", diags
	}
	user, err := r.client.ReadUser(ctx, userID)
	if err != nil {
		return "", "", r.lookup(name).Diagnostics(err)
	}
	held, ok := r.Kind.ByValue(user, value)
	if !ok {
		diags.AddError(
			"No such "+r.Kind.Noun,
			fmt.Sprintf("The user %s does not hold the %s %q.", userID, r.Kind.Noun, value),
		)
	}
	return userID, held.ID, diags
}

// resolveID finds the user of an identifier: its own answer does not name them.
func (r *Resource[M]) resolveID(ctx context.Context, id string) (userID, _ string, diags diag.Diagnostics) {
	held, err := r.Kind.Get(ctx, r.client, id)
	if err != nil {
		return "", "", r.lookup(id).Diagnostics(err)
	}
	users, err := r.client.ReadUsersWith(ctx, clerk.UserKey(r.Kind.Param), held.Value)
	if err != nil {
		return "", "", r.lookup(id).Diagnostics(err)
	}
	for _, user := range users {
		if _, ok := r.Kind.ByID(&user, id); ok {
			return user.ID, id, nil
		}
	}
	diags.AddError(
		"The user was not found",
		fmt.Sprintf(
			"No user holds the %s %s. Import it by its user and value: %s…/%s.",
			r.Kind.Noun,
			id,
			validators.UserIDPrefix,
			r.Kind.Example,
		),
	)
	return "", "", diags
}

func (r *Resource[M]) lookup(name string) diagnostics.Failure {
	return diagnostics.Failure{Task: fmt.Sprintf("look for the %s %q", r.Kind.Noun, name)}.OfImport()
}
