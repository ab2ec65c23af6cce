package users

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

// importForms are the ways to name a user that is imported, beside its id.
var importForms = []struct {
	prefix string
	by     clerk.UserKey
}{
	{"email:", clerk.UserEmailAddress},
	{"phone:", clerk.UserPhoneNumber},
	{"username:", clerk.UserUsername},
	{"external_id:", clerk.UserExternalID},
}

const importHelp = "Import a user by its id (user_…), or by email:ada@example.com, phone:+12025550123, " +
	"username:ada_lovelace or external_id:42."

// ImportState finds the user that an import names, by identity or by text; the
// Read that follows fills the state.
func (r *userResource) ImportState(
	ctx context.Context,
	req resource.ImportStateRequest,
	resp *resource.ImportStateResponse,
) {
	name, diags := resourcebase.ImportName(ctx, req, "id")
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	id, diags := r.resolveImport(ctx, name)
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() {
		return
	}
	resp.Diagnostics.Append(resp.State.SetAttribute(ctx, path.Root("id"), id)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "id", id)...)
	resp.Diagnostics.Append(r.instance.Remember(ctx, resp.Private)...)
}

func (r *userResource) resolveImport(ctx context.Context, name string) (string, diag.Diagnostics) {
	var diags diag.Diagnostics
	if validators.IsID(name, validators.UserIDPrefix) {
		return name, nil
	}
	for _, form := range importForms {
		if len(name) <= len(form.prefix) || !strings.EqualFold(name[:len(form.prefix)], form.prefix) {
			continue
		}
		value := name[len(form.prefix):]
		if diagnostics.LacksClient(r.client, &diags) {
			return "", diags
		}
		users, err := r.client.ReadUsersWith(ctx, form.by, value)
		if err != nil {
			return "", diagnostics.Failure{Task: fmt.Sprintf("look for the user %q", name)}.Diagnostics(err)
		}
		users = meant(users, form.by, value)
		id, found := onlyUser(name, users)
		if found.HasError() {
			return "", found
		}
		if noun := unverified(&users[0], form.by, value); noun != "" {
			diags.AddError("The user to import has not verified the "+noun, notVerified(users[0], noun, value)+
				" The apply would then change the account of another person. Check the user first. If it is the right user, "+
				"import it by id.")
		}
		return id, diags
	}
	diags.AddError("Not a user to import", fmt.Sprintf("%q names no user. %s", name, importHelp))
	return "", diags
}

func onlyUser(name string, users []clerk.User) (string, diag.Diagnostics) {
	var diags diag.Diagnostics
	switch len(users) {
	case 0:
		diags.AddError(
			"No such user",
			fmt.Sprintf(
				"No user of the instance is %q. Check the value, and that the provider's secret_key belongs to the instance that "+
					"holds the user.",
				name,
			),
		)
		return "", diags
	case 1:
		return users[0].ID, nil
	}
	diags.AddError(
		"More than one user to import",
		fmt.Sprintf(
			"%q matches %d users: %s. Import one of them by id.",
			name,
			len(users),
			strings.Join(describeAll(users), ", "),
		),
	)
	return "", diags
}
