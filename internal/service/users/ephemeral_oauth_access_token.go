package users

import (
	"context"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/ephemeralbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

var _ ephemeral.EphemeralResourceWithConfigure = (*oauthAccessTokenEphemeral)(nil)

// NewOAuthAccessTokenEphemeral returns the ephemeral resource
// clerk_user_oauth_access_token.
func NewOAuthAccessTokenEphemeral() ephemeral.EphemeralResource {
	return &oauthAccessTokenEphemeral{}
}

type oauthAccessTokenEphemeral struct{ ephemeralbase.Base }

// oauthAccessTokenModel is clerk_user_oauth_access_token.
type oauthAccessTokenModel struct {
	UserID            types.String          `tfsdk:"user_id"`
	OAuthProvider     types.String          `tfsdk:"oauth_provider"`
	ExternalAccountID types.String          `tfsdk:"external_account_id"`
	Token             types.String          `tfsdk:"token"`
	Scopes            types.Set             `tfsdk:"scopes"`
	ExpiresAt         customtypes.Timestamp `tfsdk:"expires_at"`
	IDToken           types.String          `tfsdk:"id_token"`
	TokenSecret       types.String          `tfsdk:"token_secret"`
	ProviderUserID    types.String          `tfsdk:"provider_user_id"`
	Label             types.String          `tfsdk:"label"`
}

// Metadata names the ephemeral resource.
func (r *oauthAccessTokenEphemeral) Metadata(
	_ context.Context,
	req ephemeral.MetadataRequest,
	resp *ephemeral.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_user_oauth_access_token"
}

// Schema describes clerk_user_oauth_access_token. Terraform keeps the name
// provider for itself, hence oauth_provider.
func (r *oauthAccessTokenEphemeral) Schema(
	_ context.Context,
	_ ephemeral.SchemaRequest,
	resp *ephemeral.SchemaResponse,
) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the access token that an OAuth provider, such as GitHub, issued for an account that a " +
			"user has connected. With it, another Terraform provider can act for that user. Clerk refreshes a token that " +
			"has expired, if the OAuth provider allows it. The token is in no plan and no state.\n\nEach account has its " +
			"own token. If the user has connected several accounts of one OAuth provider, set `external_account_id`. The " +
			"data source `clerk_user` lists the accounts.",
		Attributes: map[string]schema.Attribute{
			"user_id": schema.StringAttribute{
				MarkdownDescription: "The id of the user.",
				Required:            true,
				Validators:          []validator.String{validators.UserID()},
			},
			"oauth_provider": schema.StringAttribute{
				MarkdownDescription: "The OAuth provider, such as `oauth_github`, or `oauth_custom_acme` for one of your own; " +
					"`oauth_` can be omitted.",
				Required:   true,
				Validators: []validator.String{validators.OAuthProvider()},
			},
			"external_account_id": schema.StringAttribute{
				MarkdownDescription: "The id of the connected account, such as `eac_2abc…`. It is required only if the user " +
					"has several accounts of the OAuth provider. The `id` of an account at Google or Facebook, such as " +
					"`idn_2abc…`, is accepted as well.",
				Optional:   true,
				Computed:   true,
				Validators: []validator.String{validators.IDOf("external account", accountPrefix, identificationPrefix)},
			},
			"token": schema.StringAttribute{
				MarkdownDescription: "The access token.",
				Computed:            true, Sensitive: true,
			},
			"scopes": schema.SetAttribute{
				MarkdownDescription: "The scopes of the token. Null for OAuth 1.0.",
				ElementType:         types.StringType,
				Computed:            true,
			},
			"expires_at": schema.StringAttribute{
				CustomType:          customtypes.TimestampType{},
				MarkdownDescription: "When the token expires, as an RFC 3339 time. Null if the OAuth provider does not return it.",
				Computed:            true,
			},
			"id_token": schema.StringAttribute{
				MarkdownDescription: "The id token of an OpenID Connect provider. Null if there is none.",
				Computed:            true, Sensitive: true,
			},
			"token_secret": schema.StringAttribute{
				MarkdownDescription: "The secret that belongs to a token of OAuth 1.0. Null for any other.",
				Computed:            true, Sensitive: true,
			},
			"provider_user_id": schema.StringAttribute{
				MarkdownDescription: "The id of the account at the OAuth provider.",
				Computed:            true,
			},
			"label": schema.StringAttribute{
				MarkdownDescription: "A label that distinguishes the accounts of a user. Null if the account has no label.",
				Computed:            true,
			},
		},
	}
}

// Open reads the tokens and returns the configured one:
// GET /users/{user_id}/oauth_access_tokens/{provider}.
func (r *oauthAccessTokenEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	ephemeralbase.Open(ctx, r.Base, req, resp, func(m *oauthAccessTokenModel) diag.Diagnostics {
		provider := oauthProviderID(m.OAuthProvider.ValueString())
		tokens, err := r.Client.ListUserOAuthAccessTokens(ctx, m.UserID.ValueString(), provider)
		if err != nil {
			return oauthFailure(m.UserID.ValueString(), provider, err)
		}
		choice := oauthAccountChoice{client: r.Client, model: m, provider: provider, tokens: tokens}
		token, diags := choice.choose(ctx)
		if diags.HasError() {
			return diags
		}
		return m.take(ctx, token)
	})
}

func (m *oauthAccessTokenModel) take(ctx context.Context, token clerk.OAuthAccessToken) diag.Diagnostics {
	if m.ExternalAccountID.IsNull() { // Terraform refuses a result that differs from the configuration
		m.ExternalAccountID = types.StringValue(token.ExternalAccountID)
	}
	m.Token = types.StringValue(token.Token)
	m.IDToken, m.TokenSecret = datasourcebase.StringValue(token.IDToken), datasourcebase.StringValue(token.TokenSecret)
	m.ProviderUserID = datasourcebase.StringValue(token.ProviderUserID)
	m.Label = datasourcebase.OptionalStringValue(token.Label)
	m.ExpiresAt = datasourcebase.OptionalTimeValue(nil)
	if expiry, expires := token.Expiry(); expires {
		m.ExpiresAt = customtypes.NewTimestamp(expiry)
	}
	m.Scopes = types.SetNull(types.StringType)
	if token.Scopes == nil {
		return nil
	}
	scopes, diags := types.SetValueFrom(ctx, types.StringType, slices.Compact(slices.Sorted(slices.Values(token.Scopes))))
	m.Scopes = scopes
	return diags
}
