package sessions

import (
	"context"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"github.com/hashicorp/terraform-plugin-framework-validators/setvalidator"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/keys"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/ephemeralbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// The tolerance for clocks that differ, in seconds.
const (
	defaultClockSkew = 5
	largestClockSkew = 300
)

// The statuses of a session that matter here.
const (
	statusActive  = "active"
	statusPending = "pending"
)

var (
	_ ephemeral.EphemeralResourceWithConfigure        = (*verificationEphemeral)(nil)
	_ ephemeral.EphemeralResourceWithConfigValidators = (*verificationEphemeral)(nil)
)

// NewVerificationEphemeral returns the ephemeral resource
// clerk_session_verification.
func NewVerificationEphemeral() ephemeral.EphemeralResource { return &verificationEphemeral{} }

type verificationEphemeral struct{ ephemeralbase.Base }

// verificationModel is clerk_session_verification.
type verificationModel struct {
	JWT               types.String           `tfsdk:"jwt"`
	Issuer            types.String           `tfsdk:"issuer"`
	PublishableKey    types.String           `tfsdk:"publishable_key"`
	AuthorizedParties types.Set              `tfsdk:"authorized_parties"`
	SessionID         types.String           `tfsdk:"session_id"`
	ClockSkewSeconds  types.Int64            `tfsdk:"clock_skew_seconds"`
	Offline           types.Bool             `tfsdk:"offline"`
	Verified          types.Bool             `tfsdk:"verified"`
	Reason            types.String           `tfsdk:"reason"`
	UserID            types.String           `tfsdk:"user_id"`
	Claims            customtypes.JSONObject `tfsdk:"claims"`
}

// Metadata names the ephemeral resource.
func (r *verificationEphemeral) Metadata(
	_ context.Context,
	req ephemeral.MetadataRequest,
	resp *ephemeral.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_session_verification"
}

// ConfigValidators refuses two statements of the issuer.
func (r *verificationEphemeral) ConfigValidators(context.Context) []ephemeral.ConfigValidator {
	return []ephemeral.ConfigValidator{
		validators.AtMostOne("issuer", "publishable_key"),
	}
}

// Schema describes clerk_session_verification.
func (r *verificationEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Verifies a session token: its signature, its times, the configured claims, and that its " +
			"session is active. " +
			"The signature is verified with the public keys of the instance, and one request reads the status of the session. " +
			"Clerk recommends this since it removed its endpoint for verification.\n\n" +
			"A token that is refused is a result, not an error: `verified` is `false`, and `reason` says why. Use `verified` " +
			"in the precondition of a resource or in a `check` block. The keys are read once in a run, and again when the key " +
			"of a token is not among them.\n\n" +
			"The reasons, in the order of the checks:\n\n" + reasonList(),
		Attributes: map[string]schema.Attribute{
			"jwt": schema.StringAttribute{
				MarkdownDescription: "The session token, such as that of a cookie `__session` or a header `Authorization`, " +
					"without the word `Bearer`.",
				Required:  true,
				Sensitive: true,
			},
			"issuer": schema.StringAttribute{
				MarkdownDescription: "The expected issuer, `iss`: the URL of the instance's Frontend API, such as " +
					"`https://clerk.example.com`. Without this and `publishable_key`, the issuer is not checked; only this instance " +
					"can sign a token with its keys.",
				Optional:   true,
				Validators: []validator.String{validators.NotEmpty()},
			},
			"publishable_key": schema.StringAttribute{
				MarkdownDescription: "The publishable key of the instance, instead of `issuer`. The issuer is computed from it.",
				Optional:            true,
				Validators:          []validator.String{publishableKeyValidator{}},
			},
			"authorized_parties": schema.SetAttribute{
				MarkdownDescription: "The permitted origins, such as `https://app.example.com`. The token must have one of them " +
					"as `azp`. A token that was not created for a browser has none, and is refused. Without this, `azp` is not " +
					"checked.",
				ElementType: types.StringType,
				Optional:    true,
				Validators:  []validator.Set{validators.NotEmptySet(), setvalidator.ValueStringsAre(originValidator())},
			},
			"session_id": schema.StringAttribute{
				MarkdownDescription: "The id of the expected session. Without it, a token of any session of the instance is " +
					"accepted, and this is the id of its session. Null when the token is refused.",
				Optional:   true,
				Computed:   true,
				Validators: []validator.String{validators.IDOf("session", "sess_")},
			},
			"clock_skew_seconds": schema.Int64Attribute{
				CustomType: customtypes.IntegerType{},
				MarkdownDescription: "The permitted difference in seconds between the clock of this machine and Clerk's, from 0 " +
					"to 300. Defaults to 5.",
				Optional:   true,
				Validators: []validator.Int64{validators.Between(0, largestClockSkew)},
			},
			"offline": schema.BoolAttribute{
				MarkdownDescription: "Whether to verify only the token, without a request for the session. The token of a " +
					"revoked session is then valid until it expires. Defaults to `false`.",
				Optional: true,
			},
			"verified": schema.BoolAttribute{
				MarkdownDescription: "Whether the token passed all checks.",
				Computed:            true,
			},
			"reason": schema.StringAttribute{
				MarkdownDescription: "Why the token is refused: one of the reasons above. Null when it is verified.",
				Computed:            true,
			},
			"user_id": schema.StringAttribute{
				MarkdownDescription: "The id of the user, `sub`. Null when the token is refused.",
				Computed:            true,
			},
			"claims": schema.StringAttribute{
				CustomType: customtypes.JSONObjectType{},
				MarkdownDescription: "All claims of the token, as a JSON object for `jsondecode()`. Null when the token is " +
					"refused.",
				Computed: true,
			},
		},
	}
}

func reasonList() string {
	var list strings.Builder
	for _, r := range reasons {
		fmt.Fprintf(&list, "- `%s`: %s\n", r.reason, r.means)
	}
	return strings.TrimSuffix(list.String(), "\n")
}

// Open verifies the token, with GET /jwks and GET /sessions/{session_id}.
func (r *verificationEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	ephemeralbase.Open(ctx, r.Base, req, resp, func(m *verificationModel) diag.Diagnostics {
		expected, diags := m.expectation(ctx)
		if diags.HasError() {
			return diags
		}
		payload, reason, err := verifySignature(ctx, m.JWT.ValueString(), r.Client.SigningKey)
		if err != nil {
			return diagnostics.Failure{Task: "ask for the keys of the instance"}.Diagnostics(err)
		}
		if reason != "" {
			m.refuse(ctx, reason)
			return diags
		}
		expected.now = time.Now() // only now: waiting for the keys may have taken a while
		claims, reason := expected.check(payload)
		if reason == "" && !m.Offline.ValueBool() {
			reason, err = r.askForSession(ctx, claims)
			if err != nil {
				return diagnostics.Failure{Task: "ask for the session " + claims.SessionID}.Diagnostics(err)
			}
		}
		if reason != "" {
			m.refuse(ctx, reason)
			return diags
		}
		return m.accept(claims, payload)
	})
}

// askForSession returns the reason for which the session is refused, "" for none.
func (r *verificationEphemeral) askForSession(ctx context.Context, c claims) (string, error) {
	session, err := r.Client.GetSession(ctx, c.SessionID)
	switch {
	case clerk.IsNotFound(err):
		return sessionNotFound, nil
	case err != nil:
		return "", err
	case session.UserID != c.Subject:
		return wrongSession, nil
	case session.Status != statusActive:
		return sessionPrefix + session.Status, nil
	default:
		return "", nil
	}
}

// expectation returns the expected claims of the configuration.
func (m *verificationModel) expectation(ctx context.Context) (expectation, diag.Diagnostics) {
	skew := int64(defaultClockSkew)
	if !m.ClockSkewSeconds.IsNull() {
		skew = m.ClockSkewSeconds.ValueInt64()
	}
	expected := expectation{
		issuer:    m.Issuer.ValueString(),
		sessionID: m.SessionID.ValueString(),
		clockSkew: time.Duration(skew) * time.Second,
	}
	diags := m.AuthorizedParties.ElementsAs(ctx, &expected.authorizedParties, false)
	if !m.PublishableKey.IsNull() {
		var err error
		if expected.issuer, err = keys.FrontendAPIURL(m.PublishableKey.ValueString()); err != nil {
			diags.AddAttributeError(path.Root("publishable_key"), notPublishable, err.Error())
		}
	}
	return expected, diags
}

func (m *verificationModel) refuse(ctx context.Context, reason string) {
	m.Verified = types.BoolValue(false)
	m.Reason = ephemeralbase.Refusal(ctx, "session token", reason)
	m.UserID = types.StringNull()
	m.Claims = datasourcebase.JSONValue(nil)
}

func (m *verificationModel) accept(c claims, payload []byte) diag.Diagnostics {
	object, err := customtypes.NewJSONObject(json.RawMessage(payload))
	if err != nil {
		return diag.Diagnostics{diag.NewErrorDiagnostic("Could not read the claims of the token", err.Error())}
	}
	m.Verified = types.BoolValue(true)
	m.Reason = types.StringNull()
	m.UserID = types.StringValue(c.Subject)
	m.SessionID = types.StringValue(c.SessionID)
	m.Claims = object
	return nil
}
