package sessions

import (
	"context"
	"slices"
	"strings"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
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

// The limits of the lifetime of a token, in seconds.
const (
	shortestLifetime = 30
	longestLifetime  = 315_360_000
)

var _ ephemeral.EphemeralResourceWithConfigure = (*tokenEphemeral)(nil)

// NewTokenEphemeral returns the ephemeral resource clerk_session_token.
func NewTokenEphemeral() ephemeral.EphemeralResource { return &tokenEphemeral{} }

type tokenEphemeral struct{ ephemeralbase.Base }

// tokenModel is clerk_session_token.
type tokenModel struct {
	SessionID        types.String          `tfsdk:"session_id"`
	TemplateName     types.String          `tfsdk:"template_name"`
	ExpiresInSeconds types.Int64           `tfsdk:"expires_in_seconds"`
	JWT              types.String          `tfsdk:"jwt"`
	ExpiresAt        customtypes.Timestamp `tfsdk:"expires_at"`
}

// Metadata names the ephemeral resource.
func (r *tokenEphemeral) Metadata(_ context.Context, req ephemeral.MetadataRequest, resp *ephemeral.MetadataResponse) {
	resp.TypeName = req.ProviderTypeName + "_session_token"
}

// Schema describes clerk_session_token.
func (r *tokenEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Creates a session token for an active session: a JWT with which your backends identify the " +
			"user. " +
			"The token is created when Terraform opens the ephemeral resource, during plan and again during apply. It is in " +
			"no plan and no state. " +
			"It is not renewed during a run, and it is not revoked with its session. Set `expires_in_seconds` to the time " +
			"that the run needs.",
		Attributes: map[string]schema.Attribute{
			"session_id": schema.StringAttribute{
				MarkdownDescription: "The id of the session.",
				Required:            true,
				Validators:          []validator.String{validators.IDOf("session", "sess_")},
			},
			"template_name": schema.StringAttribute{
				MarkdownDescription: "The name of a JWT template of the instance, which defines the claims and the lifetime of " +
					"the token. Without it, the token is a session token without a template.",
				Optional:   true,
				Validators: []validator.String{validators.NotEmpty()},
			},
			"expires_in_seconds": schema.Int64Attribute{
				CustomType: customtypes.IntegerType{},
				MarkdownDescription: "The lifetime of the token in seconds, from 30 to 315360000 (ten years). Defaults to the " +
					"lifetime of the template, or to one minute without a template.",
				Optional:   true,
				Validators: []validator.Int64{validators.Between(shortestLifetime, longestLifetime)},
			},
			"jwt": schema.StringAttribute{
				MarkdownDescription: "The token.",
				Computed:            true, Sensitive: true,
			},
			"expires_at": schema.StringAttribute{
				CustomType:          customtypes.TimestampType{},
				MarkdownDescription: "When the token expires, as an RFC 3339 time. Null when the token has no `exp`.",
				Computed:            true,
			},
		},
	}
}

// Open creates a token: POST /sessions/{session_id}/tokens, or
// POST /sessions/{session_id}/tokens/{template_name}.
func (r *tokenEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	ephemeralbase.Open(ctx, r.Base, req, resp, func(m *tokenModel) diag.Diagnostics {
		token, err := r.sign(ctx, m)
		if err != nil {
			return m.failure(err)
		}
		m.JWT = types.StringValue(token.JWT)
		m.ExpiresAt = expiryOf(token.JWT)
		return nil
	})
}

func (r *tokenEphemeral) sign(ctx context.Context, m *tokenModel) (*clerk.SessionToken, error) {
	var params clerk.SessionTokenParams
	if !m.ExpiresInSeconds.IsNull() {
		params.ExpiresInSeconds = clerk.Set(m.ExpiresInSeconds.ValueInt64())
	}
	if m.TemplateName.IsNull() {
		return r.Client.CreateSessionToken(ctx, m.SessionID.ValueString(), params)
	}
	return r.Client.CreateSessionTokenFromTemplate(ctx, m.SessionID.ValueString(), m.TemplateName.ValueString(), params)
}

// failure blames the session, or the template where Clerk speaks of that.
func (m *tokenModel) failure(err error) diag.Diagnostics {
	failure := ephemeralbase.Failure(
		"make a token for the session "+m.SessionID.ValueString(),
		err,
		"session_id",
		"expires_in_seconds",
	)
	blamed, advice := path.Root("session_id"), ""
	switch {
	case clerk.HasCode(err, "authentication_invalid"):
		advice = "Only an active session gets tokens. This session may have ended: read its status with the data source " +
			"clerk_session. If other requests fail, too, check secret_key."
	case !clerk.IsNotFound(err):
		return failure.Diagnostics(err)
	case isAboutTemplate(err):
		blamed = path.Root("template_name")
		advice = "Check the name on the page JWT templates of the Clerk Dashboard."
	default:
		advice = "The session may have ended: Clerk removes inactive sessions after a while."
	}
	failure.DefaultAttribute = &blamed
	failure.Advice = func(clerk.ErrorItem) string { return advice }
	return failure.Diagnostics(err)
}

// isAboutTemplate reports whether the JWT template is missing. Only the message
// distinguishes that from a missing session.
func isAboutTemplate(err error) bool {
	refusal, ok := clerk.AsError(err)
	return ok && slices.ContainsFunc(refusal.Items, func(item clerk.ErrorItem) bool {
		return strings.Contains(strings.ToLower(item.Message+" "+item.LongMessage), "jwt template")
	})
}

// anyAlgorithm has what a JWT template may have a token signed with.
var anyAlgorithm = []jose.SignatureAlgorithm{
	jose.RS256,
	jose.RS384,
	jose.RS512,
	jose.ES256,
	jose.ES384,
	jose.ES512,
	jose.PS256,
	jose.PS384,
	jose.PS512,
	jose.EdDSA,
	jose.HS256,
	jose.HS384,
	jose.HS512,
}

// expiryOf reads when a token expires. Clerk has just signed it, so nothing is
// verified.
func expiryOf(token string) customtypes.Timestamp {
	parsed, err := jwt.ParseSigned(token, anyAlgorithm)
	var claims jwt.Claims
	if err != nil || parsed.UnsafeClaimsWithoutVerification(&claims) != nil || claims.Expiry == nil {
		return datasourcebase.OptionalTimeValue(nil)
	}
	return customtypes.NewTimestamp(claims.Expiry.Time())
}
