package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/ephemeralbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

var _ ephemeral.EphemeralResourceWithConfigure = (*passwordVerificationEphemeral)(nil)

// NewPasswordVerificationEphemeral returns the ephemeral resource
// clerk_password_verification.
func NewPasswordVerificationEphemeral() ephemeral.EphemeralResource {
	return &passwordVerificationEphemeral{}
}

type passwordVerificationEphemeral struct{ ephemeralbase.Base }

// passwordVerificationModel is clerk_password_verification.
type passwordVerificationModel struct {
	UserID   types.String `tfsdk:"user_id"`
	Password types.String `tfsdk:"password"`
	Verified types.Bool   `tfsdk:"verified"`
	Reason   types.String `tfsdk:"reason"`
}

// Metadata names the ephemeral resource.
func (r *passwordVerificationEphemeral) Metadata(
	_ context.Context,
	req ephemeral.MetadataRequest,
	resp *ephemeral.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_password_verification"
}

// Schema describes clerk_password_verification.
func (r *passwordVerificationEphemeral) Schema(
	_ context.Context,
	_ ephemeral.SchemaRequest,
	resp *ephemeral.SchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Checks whether a password is the password of a user, for example after a migration. A wrong " +
			"password is a result, not an error: `verified` is `false`, and `reason` contains the reason. The provider sends " +
			"the request during every plan and again during apply. The password is in no plan and no state.",
		Attributes: map[string]schema.Attribute{
			"user_id": schema.StringAttribute{
				MarkdownDescription: "The id of the user.",
				Required:            true,
				Validators:          []validator.String{validators.UserID()},
			},
			"password": schema.StringAttribute{
				MarkdownDescription: "The password to check.",
				Required:            true, Sensitive: true,
				Validators: []validator.String{validators.NotEmpty()},
			},
			"verified": schema.BoolAttribute{
				MarkdownDescription: "Whether the password is the user's.",
				Computed:            true,
			},
			"reason": schema.StringAttribute{
				MarkdownDescription: "Why the password is not verified: `" + clerk.CodeIncorrectPassword + "`, or `" +
					clerk.CodeNoPasswordSet + "` if the user has none. Null if the password is verified.",
				Computed: true,
			},
		},
	}
}

// Open tries the password: POST /users/{user_id}/verify_password.
func (r *passwordVerificationEphemeral) Open(
	ctx context.Context,
	req ephemeral.OpenRequest,
	resp *ephemeral.OpenResponse,
) {
	ephemeralbase.Open(ctx, r.Base, req, resp, func(m *passwordVerificationModel) diag.Diagnostics {
		err := r.Client.VerifyUserPassword(ctx, m.UserID.ValueString(), m.Password.ValueString())
		m.Verified, m.Reason = types.BoolValue(err == nil), types.StringNull()
		for _, reason := range []string{clerk.CodeIncorrectPassword, clerk.CodeNoPasswordSet} {
			if clerk.HasCode(err, reason) {
				m.Reason = ephemeralbase.Refusal(ctx, "password", reason)
				return nil
			}
		}
		if err != nil {
			return ephemeralbase.Failure("verify the password of the user "+m.UserID.ValueString(), err, "user_id", "password").
				Diagnostics(err)
		}
		return nil
	})
}
