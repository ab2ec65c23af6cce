// Package signintokens holds everything Terraform knows of Clerk's sign-in tokens.
package signintokens

import (
	"context"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/ephemeralbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// kind is what messages call a token.
const kind = "sign-in token"

// defaultLife is how long a token lives for which no time was stated.
const defaultLife = 30 * 24 * time.Hour

var (
	_ ephemeral.EphemeralResourceWithConfigure = (*ephemeralResource)(nil)
	_ ephemeral.EphemeralResourceWithClose     = (*ephemeralResource)(nil)
)

// NewEphemeralResource returns the ephemeral resource clerk_sign_in_token.
func NewEphemeralResource() ephemeral.EphemeralResource { return &ephemeralResource{} }

type ephemeralResource struct{ ephemeralbase.Base }

// model is clerk_sign_in_token.
type model struct {
	UserID           types.String          `tfsdk:"user_id"`
	OrganizationID   types.String          `tfsdk:"organization_id"`
	ExpiresInSeconds types.Int64           `tfsdk:"expires_in_seconds"`
	RevokeOnClose    types.Bool            `tfsdk:"revoke_on_close"`
	ID               types.String          `tfsdk:"id"`
	Token            types.String          `tfsdk:"token"`
	URL              types.String          `tfsdk:"url"`
	ExpiresAt        customtypes.Timestamp `tfsdk:"expires_at"`
}

// Metadata names the ephemeral resource.
func (r *ephemeralResource) Metadata(
	_ context.Context,
	req ephemeral.MetadataRequest,
	resp *ephemeral.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_sign_in_token"
}

// Schema describes clerk_sign_in_token.
func (r *ephemeralResource) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Makes a sign-in token: whoever has it can sign in as the user, once. " +
			"The token is made when Terraform opens the ephemeral resource, in a plan as well as in an apply, and revoked when the run needs it no longer, unless it has been used or `revoke_on_close` is `false`. It is in no plan and no state.",
		Attributes: map[string]schema.Attribute{
			"user_id": schema.StringAttribute{
				MarkdownDescription: "The id of the user who signs in with the token.",
				Required:            true,
				Validators:          []validator.String{validators.UserID()},
			},
			"organization_id": schema.StringAttribute{
				MarkdownDescription: "The id of an organization that is active after the sign-in. The user must be a member of it.",
				Optional:            true,
				Validators:          []validator.String{validators.IDOf("organization", "org_")},
			},
			"expires_in_seconds": ephemeralbase.ExpiresInSeconds("30 days"),
			"revoke_on_close":    ephemeralbase.RevokeOnClose(),
			"id": schema.StringAttribute{
				MarkdownDescription: "The id of the token, which is no secret.",
				Computed:            true,
			},
			"token": schema.StringAttribute{
				MarkdownDescription: "The token, for the strategy `ticket` of a sign-in.",
				Computed:            true, Sensitive: true,
			},
			"url": schema.StringAttribute{
				MarkdownDescription: "The address that signs in whoever opens it. It contains the token.",
				Computed:            true, Sensitive: true,
			},
			"expires_at": ephemeralbase.ExpiresAt(),
		},
	}
}

// Open makes a token: POST /sign_in_tokens.
func (r *ephemeralResource) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	ephemeralbase.Open(ctx, r.Base, req, resp, func(m *model) diag.Diagnostics {
		token, err := r.Client.CreateSignInToken(ctx, m.params())
		if err != nil {
			failure := ephemeralbase.Failure(
				"make a sign-in token for the user "+m.UserID.ValueString(),
				err,
				"user_id",
				"expires_in_seconds",
			)
			failure.Attributes["org_id"] = path.Root("organization_id")
			return append(failure.Diagnostics(err), ephemeralbase.MayExist(kind, err)...)
		}
		m.take(token)
		return ephemeralbase.RevokeLater(ctx, resp, m.RevokeOnClose, token.ID, r.revoke)
	})
}

// Close revokes the token: POST /sign_in_tokens/{sign_in_token_id}/revoke.
func (r *ephemeralResource) Close(ctx context.Context, req ephemeral.CloseRequest, resp *ephemeral.CloseResponse) {
	ephemeralbase.Close(ctx, r.Base, req, resp, kind, r.revoke)
}

func (r *ephemeralResource) revoke(ctx context.Context, id string) error {
	_, err := r.Client.RevokeSignInToken(ctx, id)
	return err
}

func (m *model) params() clerk.SignInTokenCreateParams {
	params := clerk.SignInTokenCreateParams{UserID: m.UserID.ValueString()}
	if !m.OrganizationID.IsNull() {
		params.OrganizationID = clerk.Set(m.OrganizationID.ValueString())
	}
	if !m.ExpiresInSeconds.IsNull() {
		params.ExpiresInSeconds = clerk.Set(m.ExpiresInSeconds.ValueInt64())
	}
	return params
}

func (m *model) take(token *clerk.SignInToken) {
	m.ID = types.StringValue(token.ID)
	m.Token = types.StringValue(token.Token)
	m.URL = types.StringPointerValue(token.URL)
	m.ExpiresAt = ephemeralbase.Expiry(token.CreatedAt.Time(), m.ExpiresInSeconds, defaultLife)
}
