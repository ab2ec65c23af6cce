// Package testingtokens holds everything Terraform knows of Clerk's testing tokens.
package testingtokens

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral"
	"github.com/hashicorp/terraform-plugin-framework/ephemeral/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/ephemeralbase"
)

var _ ephemeral.EphemeralResourceWithConfigure = (*ephemeralResource)(nil)

// NewEphemeralResource returns the ephemeral resource clerk_testing_token.
func NewEphemeralResource() ephemeral.EphemeralResource { return &ephemeralResource{} }

type ephemeralResource struct{ ephemeralbase.Base }

// model is clerk_testing_token.
type model struct {
	Token     types.String          `tfsdk:"token"`
	ExpiresAt customtypes.Timestamp `tfsdk:"expires_at"`
}

// Metadata names the ephemeral resource.
func (r *ephemeralResource) Metadata(
	_ context.Context,
	req ephemeral.MetadataRequest,
	resp *ephemeral.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_testing_token"
}

// Schema describes clerk_testing_token.
func (r *ephemeralResource) Schema(_ context.Context, _ ephemeral.SchemaRequest, resp *ephemeral.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Creates a testing token, with which end-to-end tests pass the bot protection of the " +
			"instance. " +
			"The token is created when Terraform opens the ephemeral resource. It is in no plan and no state. It cannot be " +
			"revoked, and expires after about one hour.",
		Attributes: map[string]schema.Attribute{
			"token": schema.StringAttribute{
				MarkdownDescription: "The token, for the query parameter `__clerk_testing_token` of requests to the Frontend API.",
				Computed:            true, Sensitive: true,
			},
			"expires_at": ephemeralbase.ExpiresAt(),
		},
	}
}

// Open creates a token: POST /testing_tokens.
func (r *ephemeralResource) Open(ctx context.Context, req ephemeral.OpenRequest, resp *ephemeral.OpenResponse) {
	ephemeralbase.Open(ctx, r.Base, req, resp, func(m *model) diag.Diagnostics {
		token, err := r.Client.CreateTestingToken(ctx)
		if err != nil {
			return diagnostics.Failure{Task: "create a testing token"}.Diagnostics(err)
		}
		m.Token = types.StringValue(token.Token)
		m.ExpiresAt = customtypes.NewTimestamp(token.Expiry())
		return nil
	})
}
