package userprofileimage

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// ImportState imports the image of a user. Clerk does not return the content. After an
// import of "user_…", the next apply uploads the configured image. With "user_…:path",
// the content is that of the file.
func (r *profileImageResource) ImportState(
	ctx context.Context,
	req resource.ImportStateRequest,
	resp *resource.ImportStateResponse,
) {
	name, diags := resourcebase.ImportName(ctx, req, "user_id")
	resp.Diagnostics.Append(diags...)
	if resp.Diagnostics.HasError() || diagnostics.LacksClient(r.Client, &resp.Diagnostics) {
		return
	}
	userID, file, named := strings.Cut(name, ":")
	if !validators.IsID(userID, validators.UserIDPrefix) || named && file == "" {
		resp.Diagnostics.AddError(
			"Not a profile image to import",
			fmt.Sprintf(
				"%q names no profile image. Import it by the id of the user (%s…), or by that and the file that was uploaded: "+
					"%s…:ada.png.",
				name,
				validators.UserIDPrefix,
				validators.UserIDPrefix,
			),
		)
		return
	}
	state := profileImageModel{ID: types.StringValue(userID), UserID: types.StringValue(userID)}
	if named {
		state.Source = types.StringValue(file)
		content, err := state.content()
		if err != nil {
			resp.Diagnostics.Append(state.refusal(err)...)
			return
		}
		state.ContentSHA256, state.ContentType = types.StringValue(content.SHA256), types.StringValue(content.ContentType)
	}
	resp.Diagnostics.Append(resp.State.Set(ctx, &state)...)
	resp.Diagnostics.Append(resourcebase.SetIdentity(ctx, resp.Identity, "user_id", userID)...)
	resp.Diagnostics.Append(r.Instance.Remember(ctx, resp.Private)...)
}
