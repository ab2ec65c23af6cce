// Package actortokens holds everything Terraform knows of Clerk's actor tokens.
package actortokens

import (
	"context"
	"encoding/json"
	"time"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/ephemeralbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// kind is what messages call a token.
const kind = "actor token"

// defaultLifetime is the lifetime of a token without a configured one.
const defaultLifetime = time.Hour

var (
	_ ephemeral.EphemeralResourceWithConfigure = (*ephemeralResource)(nil)
	_ ephemeral.EphemeralResourceWithClose     = (*ephemeralResource)(nil)
)

// NewEphemeralResource returns the ephemeral resource clerk_actor_token.
func NewEphemeralResource() ephemeral.EphemeralResource { return &ephemeralResource{} }

type ephemeralResource struct{ ephemeralbase.Base }

// model is clerk_actor_token.
type model struct {
	UserID                      types.String          `tfsdk:"user_id"`
	Actor                       types.String          `tfsdk:"actor"`
	ExpiresInSeconds            types.Int64           `tfsdk:"expires_in_seconds"`
	SessionMaxDurationInSeconds types.Int64           `tfsdk:"session_max_duration_in_seconds"`
	RevokeOnClose               types.Bool            `tfsdk:"revoke_on_close"`
	ID                          types.String          `tfsdk:"id"`
	Token                       types.String          `tfsdk:"token"`
	URL                         types.String          `tfsdk:"url"`
	ExpiresAt                   customtypes.Timestamp `tfsdk:"expires_at"`
}

// Metadata names the ephemeral resource.
func (r *ephemeralResource) Metadata(
	_ context.Context,
	req ephemeral.MetadataRequest,
	resp *ephemeral.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_actor_token"
}

// Schema describes clerk_actor_token.
func (r *ephemeralResource) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Creates an actor token, which signs in an actor once as another user (impersonation). The " +
			"tokens of the session have the actor in their claim `act`. " +
			"The token is created when Terraform opens the ephemeral resource, during plan and again during apply. It is " +
			"revoked at the end of the run, unless it has been used or `revoke_on_close` is `false`. It is in no plan and no " +
			"state. " +
			"The Clerk subscription must include impersonation.",
		Attributes: map[string]schema.Attribute{
			"user_id": schema.StringAttribute{
				MarkdownDescription: "The id of the user who is impersonated.",
				Required:            true,
				Validators:          []validator.String{validators.UserID()},
			},
			"actor": schema.StringAttribute{
				MarkdownDescription: "The actor as a JSON object. Its key `sub` is the id of the actor, usually of another user, " +
					"such as `jsonencode({ sub = \"user_2abc…\" })`. The whole object becomes the claim `act` of the session's " +
					"tokens.",
				Required:   true,
				Validators: []validator.String{actorValidator{}},
			},
			"expires_in_seconds": ephemeralbase.ExpiresInSeconds("one hour"),
			"session_max_duration_in_seconds": schema.Int64Attribute{
				CustomType: customtypes.IntegerType{},
				MarkdownDescription: "The maximum duration of the session of the token in seconds, at least 1. Clerk's default " +
					"is 30 minutes.",
				Optional:   true,
				Validators: []validator.Int64{validators.AtLeast(1)},
			},
			"revoke_on_close": ephemeralbase.RevokeOnClose(),
			"id": schema.StringAttribute{
				MarkdownDescription: "The id of the token. It is not secret.",
				Computed:            true,
			},
			"token": schema.StringAttribute{
				MarkdownDescription: "The token, for the strategy `ticket` of a sign-in.",
				Computed:            true, Sensitive: true,
			},
			"url": schema.StringAttribute{
				MarkdownDescription: "The URL that signs in the actor in a browser. It contains the token. Null when Clerk " +
					"returns none.",
				Computed:  true,
				Sensitive: true,
			},
			"expires_at": ephemeralbase.ExpiresAt(),
		},
	}
}

// Open creates a token: POST /actor_tokens.
func (r *ephemeralResource) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	ephemeralbase.Open(ctx, r.Base, req, resp, func(m *model) diag.Diagnostics {
		token, err := r.Client.CreateActorToken(ctx, m.params())
		if err != nil {
			failure := ephemeralbase.Failure("make an actor token for the user "+m.UserID.ValueString(), err, "user_id",
				"actor", "expires_in_seconds", "session_max_duration_in_seconds")
			return append(failure.Diagnostics(err), ephemeralbase.MayExist(kind, err)...)
		}
		m.take(token)
		return ephemeralbase.RevokeLater(ctx, resp, m.RevokeOnClose, token.ID, r.revoke)
	})
}

// Close revokes the token: POST /actor_tokens/{actor_token_id}/revoke.
func (r *ephemeralResource) Close(ctx context.Context, req ephemeral.CloseRequest, resp *ephemeral.CloseResponse) {
	ephemeralbase.Close(ctx, r.Base, req, resp, kind, r.revoke)
}

func (r *ephemeralResource) revoke(ctx context.Context, id string) error {
	_, err := r.Client.RevokeActorToken(ctx, id)
	return err
}

func (m *model) params() clerk.ActorTokenCreateParams {
	params := clerk.ActorTokenCreateParams{UserID: m.UserID.ValueString(), Actor: json.RawMessage(m.Actor.ValueString())}
	if !m.ExpiresInSeconds.IsNull() {
		params.ExpiresInSeconds = clerk.Set(m.ExpiresInSeconds.ValueInt64())
	}
	if !m.SessionMaxDurationInSeconds.IsNull() {
		params.SessionMaxDurationInSeconds = clerk.Set(m.SessionMaxDurationInSeconds.ValueInt64())
	}
	return params
}

func (m *model) take(token *clerk.ActorToken) {
	m.ID = types.StringValue(token.ID)
	m.Token = types.StringValue(token.Token)
	m.URL = types.StringPointerValue(token.URL)
	m.ExpiresAt = ephemeralbase.Expiry(token.CreatedAt.Time(), m.ExpiresInSeconds, defaultLifetime)
}

// actorValidator accepts a JSON object that says who acts.
type actorValidator struct{}

func (actorValidator) Description(context.Context) string {
	return "must be a JSON object with a text under the key sub"
}

func (v actorValidator) MarkdownDescription(ctx context.Context) string { return v.Description(ctx) }

func (actorValidator) ValidateString(_ context.Context, req validator.StringRequest, resp *validator.StringResponse) {
	if req.ConfigValue.IsNull() || req.ConfigValue.IsUnknown() {
		return
	}
	var actor map[string]any
	if err := json.Unmarshal([]byte(req.ConfigValue.ValueString()), &actor); err != nil || actor == nil {
		resp.Diagnostics.AddAttributeError(
			req.Path,
			"Not a JSON object",
			`The actor is a JSON object such as jsonencode({ sub = "user_2abc…" }).`,
		)
		return
	}
	if sub, _ := actor["sub"].(string); sub == "" {
		resp.Diagnostics.AddAttributeError(
			req.Path,
			"The actor has no id",
			`The key sub must have the id of the actor, such as that of a user: jsonencode({ sub = "user_2abc…" }).`,
		)
	}
}
