package usermetadata

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// ImportState reads the metadata of a user: "user_…:public.role,private.crm.id" imports these keys, "user_…" all
// keys. After an import of all keys, the resource manages the keys that the configuration has.
func (r *metadataResource) ImportState(
	ctx context.Context,
	req resource.ImportStateRequest,
	resp *resource.ImportStateResponse,
) {
	name, diags := resourcebase.ImportName(ctx, req, "user_id")
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	userID, list, named := strings.Cut(name, ":")
	if !validators.IsID(userID, validators.UserIDPrefix) {
		resp.Diagnostics.AddError(
			"Not metadata to import",
			fmt.Sprintf(
				"%q names no user. Import all metadata of a user by their id (%s…), or some keys by "+
					"%s…:public.role,private.crm.id.",
				name,
				validators.UserIDPrefix,
				validators.UserIDPrefix,
			),
		)
		return
	}
	user, err := r.Client.GetUser(ctx, userID)
	if err != nil {
		resp.Diagnostics.Append(r.failure("read", userID).OfImport().Diagnostics(err)...)
		return
	}
	held := map[string]map[string]any{}
	for _, field := range metadataFields {
		held[field.name] = customtypes.DecodeObject(string(field.actual(user)))
	}
	if named {
		var diags diag.Diagnostics
		held, diags = pickKeys(held, userID, strings.Split(list, ","))
		resp.Diagnostics.Append(diags...)
	}
	state := metadataModel{ID: types.StringValue(userID), UserID: types.StringValue(userID)}
	for _, field := range metadataFields {
		if len(held[field.name]) > 0 {
			resp.Diagnostics.Append(setObject(field.value(&state), held[field.name])...)
		}
	}
	if resp.Diagnostics.HasError() {
		return
	}
	if !named {
		resp.Diagnostics.Append(resp.Private.SetKey(ctx, importedKey, []byte("true"))...)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "user_id", userID)...)
	resp.Diagnostics.Append(r.Instance.Remember(ctx, resp.Private)...)
}

// pickKeys keeps the named keys, each like "public.role" or "private.crm.id".
func pickKeys(
	held map[string]map[string]any,
	userID string,
	names []string,
) (map[string]map[string]any, diag.Diagnostics) {
	var diags diag.Diagnostics
	picked := map[string]map[string]any{}
	for _, name := range names {
		keys := strings.Split(strings.TrimSpace(name), ".")
		field, known := held[keys[0]]
		if !known || len(keys) < 2 || slices.Contains(keys, "") {
			diags.AddError(
				"Not a metadata key",
				fmt.Sprintf(
					"%q is not a key to import: write public, private or unsafe, and then the keys, with dots between them.",
					name,
				),
			)
			continue
		}
		part, ok := pick(field, keys[1:])
		if !ok {
			diags.AddError("No such metadata key", fmt.Sprintf("The user %s has no metadata under %q.", userID, name))
			continue
		}
		if picked[keys[0]] == nil {
			picked[keys[0]] = map[string]any{}
		}
		join(picked[keys[0]], part)
	}
	return picked, diags
}
