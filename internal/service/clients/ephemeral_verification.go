package clients

import (
	"context"
	"net/http"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/ephemeralbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// Reasons for which a token is refused.
const (
	invalidToken   = "invalid_token"
	clientNotFound = "client_not_found"
)

var _ ephemeral.EphemeralResourceWithConfigure = (*verificationEphemeral)(nil)

// NewVerificationEphemeral returns the ephemeral resource
// clerk_client_verification.
func NewVerificationEphemeral() ephemeral.EphemeralResource { return &verificationEphemeral{} }

type verificationEphemeral struct{ ephemeralbase.Base }

// verificationModel is clerk_client_verification.
type verificationModel struct {
	Token      types.String `tfsdk:"token"`
	Verified   types.Bool   `tfsdk:"verified"`
	Reason     types.String `tfsdk:"reason"`
	ID         types.String `tfsdk:"id"`
	SessionIDs []string     `tfsdk:"session_ids"`
	SessionID  types.String `tfsdk:"session_id"`
	UserID     types.String `tfsdk:"user_id"`
}

// Metadata names the ephemeral resource.
func (r *verificationEphemeral) Metadata(
	_ context.Context,
	req ephemeral.MetadataRequest,
	resp *ephemeral.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_client_verification"
}

// Schema describes clerk_client_verification.
func (r *verificationEphemeral) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Verifies a client token and returns its client (a browser or device). A client token is the " +
			"value of the cookie `__client`. Clerk verifies it. " +
			"A token that is refused is a result, not an error: `verified` is `false`, and `reason` says why. The token is in " +
			"no plan and no state.",
		Attributes: map[string]schema.Attribute{
			"token": schema.StringAttribute{
				MarkdownDescription: "The token of the client.",
				Required:            true, Sensitive: true,
				Validators: []validator.String{validators.NotEmpty()},
			},
			"verified": schema.BoolAttribute{
				MarkdownDescription: "Whether the token is valid.",
				Computed:            true,
			},
			"reason": schema.StringAttribute{
				MarkdownDescription: "Why the token is refused: `" + invalidToken + "`, or `" + clientNotFound + "` when its " +
					"client does not exist. Null when it is verified.",
				Computed: true,
			},
			"id": schema.StringAttribute{
				MarkdownDescription: "The id of the client. Null when the token is refused.",
				Computed:            true,
			},
			"session_ids": schema.ListAttribute{
				MarkdownDescription: "The ids of all sessions of the client. Null when the token is refused.",
				ElementType:         types.StringType,
				Computed:            true,
			},
			"session_id": schema.StringAttribute{
				MarkdownDescription: "The id of the session that was last active. Null when there is none, and when the token is " +
					"refused.",
				Computed: true,
			},
			"user_id": schema.StringAttribute{
				MarkdownDescription: "The id of the user of the session `session_id`. Null when Clerk does not return that " +
					"session, and when the token is refused.",
				Computed: true,
			},
		},
	}
}

// Open reads the client of the token: POST /clients/verify.
func (r *verificationEphemeral) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	ephemeralbase.Open(ctx, r.Base, req, resp, func(m *verificationModel) diag.Diagnostics {
		client, err := r.Client.VerifyClient(ctx, m.Token.ValueString())
		m.Verified, m.Reason = types.BoolValue(err == nil), types.StringNull()
		if reason := refusal(err); reason != "" {
			m.Reason = ephemeralbase.Refusal(ctx, "client token", reason)
			return nil
		}
		if err != nil {
			return diagnostics.Failure{Task: "verify the token of a client"}.Diagnostics(err)
		}
		m.take(client)
		return nil
	})
}

// refusal returns the reason for which Clerk refuses a token, "" when the error
// is not about the token.
func refusal(err error) string {
	answered, ok := clerk.AsError(err)
	switch {
	case !ok || len(answered.Items) == 0:
		return ""
	case clerk.IsNotFound(err) || clerk.HasCode(err, clerk.CodeClientNotFound):
		return clientNotFound
	case answered.Status == http.StatusBadRequest:
		return invalidToken
	default:
		return ""
	}
}

func (m *verificationModel) take(client *clerk.SessionClient) {
	m.ID = types.StringValue(client.ID)
	m.SessionIDs = append([]string{}, client.SessionIDs...) // never null
	m.SessionID = types.StringPointerValue(client.LastActiveSessionID)
	index := slices.IndexFunc(client.Sessions, func(s clerk.Session) bool { return s.ID == m.SessionID.ValueString() })
	if index >= 0 {
		m.UserID = types.StringValue(client.Sessions[index].UserID)
	}
}
