package usertotp

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

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/userparts"
)

// defaultIssuer is the issuer that an authenticator app shows by default.
const defaultIssuer = "Clerk"

// Schema describes clerk_user_totp.
func (r *totpResource) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Manages the TOTP second factor (authenticator app) of a user. Another resource can manage " +
			"the user.\n\n" +
			"~> **A generated secret is in the state.** Without `secret_wo` and `secret_wo_version`, the provider generates a " +
			"secret and returns it in `secret` and `uri`, so that it can be given to the user. " +
			"Both are sensitive, which hides them in plans but not in the state: any person or program that can read the " +
			"state can generate the codes of this user. " +
			"Besides it, only the `url` of an invitation is a credential in the state. With `secret_wo`, the secret is in no " +
			"plan and no state.\n\n" +
			"The configuration decides whether a secret is generated. With `secret_wo_version`, the secret comes from " +
			"`secret_wo`, and a `secret_wo` that is null when it is to be sent is an error. " +
			"Terraform does not distinguish a variable that is null from an omitted attribute. So if both attributes come " +
			"from variables and both are null, a secret is generated.\n\n" +
			"To replace a generated secret by a new one, set `replace_existing = true` and run `terraform apply " +
			"-replace=ADDRESS`.\n\n" +
			"The secret is 160 random bits; codes have 6 digits and change every 30 seconds (SHA-1), which is all that Clerk " +
			"supports. " +
			"It is set with the field `totp_secret` of the user. The endpoint `POST /users/{user_id}/totp`, with which Clerk " +
			"once generated secrets itself, is not used: Clerk withdrew it in January 2025.\n\n" +
			"When the user has a TOTP already, the plan fails, because another secret makes the authenticator app of the user " +
			"stop working. Import the TOTP to keep it, or set `replace_existing`. " +
			"Destroying deletes the TOTP. Do not also set `totp_secret_wo` in a `clerk_user` for the same user: each would " +
			"replace the secret of the other. " +
			"To rename the resource, add a `moved` block. Without it the plan fails, because it would delete the TOTP that " +
			"the new resource manages. " +
			"TOTP must be enabled in the instance, under the multi-factor settings of the Clerk Dashboard.",
		Attributes: map[string]schema.Attribute{
			"id":      userparts.IDAttribute(),
			"user_id": userparts.UserIDAttribute("TOTP"),
			"secret_wo": schema.StringAttribute{
				MarkdownDescription: "The secret in base32, in place of a generated one. It needs `secret_wo_version`. It is " +
					"sent when the TOTP is created, for another user, and whenever `secret_wo_version` changes. It is never in the " +
					"state; a literal is in a saved plan. Removing it from the configuration keeps the TOTP as it is.",
				Optional:   true,
				WriteOnly:  true,
				Sensitive:  true,
				Validators: []validator.String{validators.TOTPSecret()},
			},
			// It is not computed: a version that the configuration does not have means that a secret is generated.
			"secret_wo_version": schema.Int64Attribute{
				CustomType: customtypes.IntegerType{},
				MarkdownDescription: "The version of the secret: any other number, also a lower one, sends `secret_wo`. " +
					"A new `secret_wo` with the same number sends nothing, unless `user_id` is another user. " +
					"`secret_wo` must not be null then. " +
					"A version that is removed from the configuration is remembered: adding the same number again sends nothing. " +
					"After an import the state has no version, so the first version sends `secret_wo`.",
				Optional: true,
			},
			"replace_existing": schema.BoolAttribute{
				MarkdownDescription: "Whether the secret of a user who has a TOTP already may be replaced when this resource is " +
					"created, replaced with `-replace`, or gets another user. By default the plan fails then. With `true` it warns. " +
					"Changing it makes no request.",
				Optional: true,
			},
			"issuer": schema.StringAttribute{
				MarkdownDescription: "The issuer in `uri`, which authenticator apps show above the account: best the name of " +
					"your application. Defaults to `" + defaultIssuer + "`. Changing it changes `uri` and makes no request.",
				Optional: true,
				Computed: true,
				Default:  stringdefault.StaticString(defaultIssuer),
			},
			"account_name": schema.StringAttribute{
				MarkdownDescription: "The account in `uri`. By default it is the identifier of the user at the creation of the " +
					"TOTP: the primary email address, the username, the primary phone number or the id. Changing it changes `uri` " +
					"and makes no request.",
				Optional:      true,
				Computed:      true,
				PlanModifiers: []planmodifier.String{stringplanmodifier.UseStateForUnknown()},
			},
			"secret": schema.StringAttribute{
				MarkdownDescription: "The generated secret in base32, for authenticator apps without a camera. **It is in the " +
					"state.** Null with `secret_wo`, and after an import, because Clerk does not return secrets.",
				Computed:  true,
				Sensitive: true,
			},
			"uri": schema.StringAttribute{
				MarkdownDescription: "The address `otpauth://totp/…` to show to the user as a QR code, with the generated " +
					"secret in it. **It is in the state.** Null when `secret` is.",
				Computed:  true,
				Sensitive: true,
			},
		},
	}
}

// ValidateConfig refuses a secret without a version, and labels that an otpauth:// address cannot hold: a colon parts
// it. With a version, a secret that is null later is an error and not a secret to generate.
func (r *totpResource) ValidateConfig(
	ctx context.Context,
	req resource.ValidateConfigRequest,
	resp *resource.ValidateConfigResponse,
) {
	var config totpModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !config.SecretWO.IsNull() && config.SecretWOVersion.IsNull() {
		resp.Diagnostics.AddAttributeError(
			path.Root("secret_wo"),
			"secret_wo needs secret_wo_version",
			"The configuration sets secret_wo without secret_wo_version. Add secret_wo_version = 1, and change it to send "+
				"secret_wo again.",
		)
	}
	for name, configured := range map[string]types.String{"issuer": config.Issuer, "account_name": config.AccountName} {
		if configured.IsNull() || configured.IsUnknown() ||
			configured.ValueString() != "" && !strings.Contains(configured.ValueString(), ":") {
			continue
		}
		resp.Diagnostics.AddAttributeError(
			path.Root(name),
			"Not a label of an otpauth address",
			fmt.Sprintf(
				"%q is empty or holds a colon, which authenticator apps cannot read. State another %s, or leave it out.",
				configured.ValueString(),
				name,
			),
		)
	}
}
