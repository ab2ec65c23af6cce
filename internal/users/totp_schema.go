package users

import (
	"context"
	"fmt"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringdefault"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/validators"
)

// defaultIssuer is the issuer that an authenticator app shows by default.
const defaultIssuer = "Clerk"

// Schema describes clerk_user_totp.
func (r *totpResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages the TOTP second factor (authenticator app) of a user who is managed elsewhere, and nothing else of that user.\n\n" +
			"~> **A generated secret is in the state.** Without `secret_wo`, the provider makes a secret and returns it in `secret` and `uri`, so that it can be handed to the user. " +
			"Both are sensitive, which hides them in plans but not in the state: whoever can read the state can make this user's codes. " +
			"It is the only place where this provider puts a secret into the state. With `secret_wo`, the secret is in no plan and no state.\n\n" +
			"The secret is 160 random bits; codes have 6 digits and change every 30 seconds (SHA-1), which is all that Clerk supports. " +
			"It is enrolled through the field `totp_secret` of the user. The endpoint `POST /users/{user_id}/totp`, by which Clerk once made secrets itself, is not used: Clerk withdrew it in January 2025.\n\n" +
			"A TOTP that the user already has is replaced, and their authenticator app stops working for this user. " +
			"Destroying deletes the TOTP. Do not also state `totp_secret_wo` in a `clerk_user` for the same user: each would replace the other's secret. " +
			"TOTP must be enabled in the instance, under the multi-factor settings of the Clerk Dashboard.",
		Attributes: map[string]schema.Attribute{
			"id":      satelliteID(),
			"user_id": satelliteUserID("TOTP"),
			"secret_wo": schema.StringAttribute{
				MarkdownDescription: "A secret of your own in base32, instead of a generated one. It is sent when the TOTP is created and whenever `secret_wo_version` changes, and is never in a plan or a state. Taking it out of the configuration keeps the TOTP as it is.",
				Optional:            true, WriteOnly: true, Sensitive: true,
				Validators: []validator.String{validators.TOTPSecret()},
			},
			"secret_wo_version": version("The version of the secret: raise it to send `secret_wo` again. Raised while `secret_wo` is not stated, it replaces the secret by a newly generated one. After an import the state has no version yet, so a version that is stated then does the same."),
			"issuer": schema.StringAttribute{
				MarkdownDescription: "The issuer in `uri`, which authenticator apps show above the account: best the name of your application. Defaults to `" + defaultIssuer + "`. Changing it changes `uri` and sends nothing.",
				Optional:            true, Computed: true, Default: stringdefault.StaticString(defaultIssuer),
			},
			"account_name": schema.StringAttribute{
				MarkdownDescription: "The account in `uri`. When it was never stated, it is what the user had when the TOTP was created: the primary email address, else the username, the primary phone number or the id. Changing it changes `uri` and sends nothing.",
				Optional:            true, Computed: true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"secret": schema.StringAttribute{
				MarkdownDescription: "The generated secret in base32, for authenticator apps without a camera. **It is in the state.** Null with `secret_wo`, and after an import, because Clerk tells no secrets.",
				Computed:            true, Sensitive: true,
			},
			"uri": schema.StringAttribute{
				MarkdownDescription: "The address `otpauth://totp/…` to show to the user as a QR code, with the generated secret in it. **It is in the state.** Null when `secret` is.",
				Computed:            true, Sensitive: true,
			},
		},
	}
}

// ValidateConfig refuses what the label of an otpauth:// address cannot hold: a
// colon parts it.
func (r *totpResource) ValidateConfig(ctx context.Context, req resource.ValidateConfigRequest, resp *resource.ValidateConfigResponse) {
	var config totpModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	for name, stated := range map[string]types.String{"issuer": config.Issuer, "account_name": config.AccountName} {
		if stated.IsNull() || stated.IsUnknown() || stated.ValueString() != "" && !strings.Contains(stated.ValueString(), ":") {
			continue
		}
		resp.Diagnostics.AddAttributeError(path.Root(name), "Not a label of an otpauth address",
			fmt.Sprintf("%q is empty or holds a colon, which authenticator apps cannot read. State another %s, or leave it out.", stated.ValueString(), name))
	}
}
