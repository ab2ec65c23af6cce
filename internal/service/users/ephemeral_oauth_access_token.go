package users

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/ephemeralbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// oauthPrefix begins the providers' ids in the API.
const oauthPrefix = "oauth_"

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
				Validators: []validator.String{stringvalidator.LengthAtLeast(1)},
			},
			"external_account_id": schema.StringAttribute{
				MarkdownDescription: "The id of the connected account, such as `eac_2abc…`. It is required only if the user " +
					"has several accounts of the OAuth provider.",
				Optional:   true,
				Computed:   true,
				Validators: []validator.String{validators.IDOf("external account", "eac_", "idn_")},
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
		provider := m.OAuthProvider.ValueString()
		if !strings.HasPrefix(provider, oauthPrefix) {
			provider = oauthPrefix + provider
		}
		tokens, err := r.Client.ListUserOAuthAccessTokens(ctx, m.UserID.ValueString(), provider)
		if err != nil {
			return oauthFailure(m.UserID.ValueString(), provider, err)
		}
		token, problem := m.choose(tokens, provider)
		if problem != nil {
			return diag.Diagnostics{problem}
		}
		return m.take(ctx, token)
	})
}

// choose returns the token of the configured account, or an error if there is not exactly one.
func (m *oauthAccessTokenModel) choose(
	tokens []clerk.OAuthAccessToken,
	provider string,
) (clerk.OAuthAccessToken, diag.Diagnostic) {
	var accounts []string
	for _, token := range tokens {
		account := token.ExternalAccountID
		if token.Label != nil && *token.Label != "" {
			account += fmt.Sprintf(" (%s)", *token.Label)
		}
		accounts = append(accounts, account)
	}
	if !m.ExternalAccountID.IsNull() {
		index := slices.IndexFunc(
			tokens,
			func(t clerk.OAuthAccessToken) bool { return t.ExternalAccountID == m.ExternalAccountID.ValueString() },
		)
		if index >= 0 {
			return tokens[index], nil
		}
		detail := fmt.Sprintf(
			"The user %s has no account %s of %s. ",
			m.UserID.ValueString(),
			m.ExternalAccountID.ValueString(),
			provider,
		)
		if len(tokens) == 0 {
			return clerk.OAuthAccessToken{}, diag.NewAttributeErrorDiagnostic(
				path.Root("external_account_id"),
				"No such account",
				detail+"The user has no account of this provider. A user connects an account by signing in with it.",
			)
		}
		return clerk.OAuthAccessToken{}, diag.NewAttributeErrorDiagnostic(
			path.Root("external_account_id"),
			"No such account",
			detail+"The accounts are: "+strings.Join(accounts, ", ")+".",
		)
	}
	switch len(tokens) {
	case 0:
		return clerk.OAuthAccessToken{}, diag.NewAttributeErrorDiagnostic(
			path.Root("oauth_provider"),
			"No connected account",
			fmt.Sprintf(
				"The user %s has no account of %s. A user connects an account by signing in with it.",
				m.UserID.ValueString(),
				provider,
			),
		)
	case 1:
		return tokens[0], nil
	default:
		return clerk.OAuthAccessToken{}, diag.NewAttributeErrorDiagnostic(
			path.Root("external_account_id"),
			"Several connected accounts",
			fmt.Sprintf(
				"The user %s has %d accounts of %s, each with its own token. Set external_account_id to one of them: %s.",
				m.UserID.ValueString(),
				len(tokens),
				provider,
				strings.Join(accounts, ", "),
			),
		)
	}
}

func (m *oauthAccessTokenModel) take(ctx context.Context, token clerk.OAuthAccessToken) diag.Diagnostics {
	m.ExternalAccountID = types.StringValue(token.ExternalAccountID)
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

// oauthFailure returns the diagnostics of an error with its attribute and, for a lost token, the remedy.
func oauthFailure(userID, provider string, err error) diag.Diagnostics {
	failure := ephemeralbase.Failure(fmt.Sprintf("read the token of %s of the user %s", provider, userID), err, "user_id")
	onProvider := path.Root("oauth_provider")
	switch {
	case clerk.HasCode(err, "oauth_token_provider_not_enabled"), clerk.HasCode(err, "oauth_unsupported_provider"):
		failure.DefaultAttribute = &onProvider
		failure.Advice = func(clerk.ErrorItem) string {
			return "The OAuth providers of the instance are on the page SSO connections of the Clerk Dashboard."
		}
	case clerk.HasCode(err, "oauth_missing_refresh_token"), clerk.HasCode(err, "external_account_missing_refresh_token"),
		clerk.HasCode(err, "oauth_missing_access_token"), clerk.HasCode(err, "oauth_token_retrieval_error"):
		failure.DefaultAttribute = &onProvider
		failure.Advice = func(clerk.ErrorItem) string {
			return "The user has to connect the account again, by signing in with it."
		}
	}
	return failure.Diagnostics(err)
}
