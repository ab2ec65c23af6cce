// Package sessions holds everything Terraform knows of Clerk's sessions.
package sessions

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/sessionattributes"
)

var _ datasource.DataSourceWithConfigure = (*sessionDataSource)(nil)

// NewDataSource returns the data source clerk_session.
func NewDataSource() datasource.DataSource { return &sessionDataSource{} }

type sessionDataSource struct{ datasourcebase.Base }

// sessionModel is clerk_session.
type sessionModel struct {
	sessionattributes.Model
	AllowMissing types.Bool `tfsdk:"allow_missing"`
	Exists       types.Bool `tfsdk:"exists"`
}

// Metadata names the data source.
func (d *sessionDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_session"
}

// Schema describes clerk_session.
func (d *sessionDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := sessionattributes.Schema()
	attributes["id"] = datasourcebase.RequiredID("session", "sess_", "The id of the session, such as `sess_2abc…`.")
	attributes["allow_missing"] = datasourcebase.AllowMissing("session")
	attributes["exists"] = datasourcebase.Exists("session")
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads one session: a user's being signed in on a browser or device. " +
			"Clerk purges old sessions that are no longer active; with `allow_missing` a configuration outlives that.",
		Attributes: attributes,
	}
}

// Read reads the session with GET /sessions/{session_id}.
func (d *sessionDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(model *sessionModel) diag.Diagnostics {
		session, err := d.Client.GetSession(ctx, model.ID.ValueString())
		if clerk.IsNotFound(err) && model.AllowMissing.ValueBool() {
			model.Exists = types.BoolValue(false)
			return nil
		}
		if err != nil {
			return datasourcebase.Failure(fmt.Sprintf("read the session %s", model.ID), path.Root("id"),
				"There is no such session in this instance: check the id, and that the secret key is of the instance you mean. "+
					"It may have been there: Clerk purges old sessions that are no longer active. To go on without it, set allow_missing = true.", err)
		}
		model.Model, model.Exists = sessionattributes.Of(*session), types.BoolValue(true)
		return nil
	})
}
