package usermetadata

import (
	"context"
	"encoding/json"
	"fmt"
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
// keys. parseKeyPath has the forms of a name. After an import of all keys, the resource manages the keys that the
// configuration has.
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
	user, err := r.Client.ReadUser(ctx, userID)
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
		held, diags = pickKeys(held, userID, splitNames(list))
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

// pickKeys keeps the named keys.
func pickKeys(
	held map[string]map[string]any,
	userID string,
	names []string,
) (map[string]map[string]any, diag.Diagnostics) {
	var diags diag.Diagnostics
	picked := map[string]map[string]any{}
	for _, name := range names {
		at, ok := parseKeyPath(name)
		field, known := held[at.field]
		if !ok || !known {
			diags.AddError(
				"Not a metadata key",
				fmt.Sprintf(
					"%q is not a key to import. Write public, private or unsafe, and then the keys, with dots between them. "+
						"Put a key that has a dot in double quotes: public.\"example.com\". A JSON pointer also names a key: "+
						"public/example.com.",
					at.text,
				),
			)
			continue
		}
		part, ok := pick(field, at.keys)
		if !ok {
			diags.AddError("No such metadata key", fmt.Sprintf(
				"The user %s has no metadata under %q.%s", userID, at.text, quotingHint(field, at)))
			continue
		}
		if picked[at.field] == nil {
			picked[at.field] = map[string]any{}
		}
		join(picked[at.field], part)
	}
	return picked, diags
}

// quotingHint names the key that the user has if the dots of a name are part of the key.
func quotingHint(field map[string]any, at keyPath) string {
	_, whole, _ := strings.Cut(at.text, ".")
	if _, found := field[whole]; !found || len(at.keys) < 2 {
		return ""
	}
	quoted, err := json.Marshal(whole)
	if err != nil {
		return ""
	}
	return fmt.Sprintf(" It has a key with dots in its name: import %s.%s instead.", at.field, quoted)
}
