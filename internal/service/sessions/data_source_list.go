package sessions

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework-validators/datasourcevalidator"
	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/sessionattributes"
)

var (
	_ datasource.DataSourceWithConfigure        = (*sessionsDataSource)(nil)
	_ datasource.DataSourceWithConfigValidators = (*sessionsDataSource)(nil)
)

// NewListDataSource returns the data source clerk_sessions.
func NewListDataSource() datasource.DataSource { return &sessionsDataSource{} }

type sessionsDataSource struct{ datasourcebase.Base }

// sessionsModel is clerk_sessions.
type sessionsModel struct {
	UserID     types.String              `tfsdk:"user_id"`
	ClientID   types.String              `tfsdk:"client_id"`
	Status     types.String              `tfsdk:"status"`
	TotalCount types.Int64               `tfsdk:"total_count"`
	Sessions   []sessionattributes.Model `tfsdk:"sessions"`
}

// Metadata names the data source.
func (d *sessionsDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_sessions"
}

// Schema describes clerk_sessions.
func (d *sessionsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the sessions of a user, of a client (a browser or device), or of a user on a client: all of them, however many pages they take. " +
			"State `user_id`, `client_id` or both. A user or client that Clerk does not know has no sessions, so the list is empty then. " +
			"Old sessions that are no longer active are not listed: Clerk purges them.",
		Attributes: map[string]schema.Attribute{
			"user_id":   datasourcebase.OptionalUserID("The id of the user whose sessions to read."),
			"client_id": datasourcebase.OptionalID("client", "client_", "The id of the client whose sessions to read."),
			"status": schema.StringAttribute{
				MarkdownDescription: "Only the sessions with this status: `abandoned`, `active`, `ended`, `expired`, `removed`, `replaced` or `revoked`. " +
					"Clerk does not filter by `pending`; leave `status` out and look at the status of each session for that.",
				Optional: true,
				Validators: []validator.String{
					stringvalidator.OneOf("abandoned", "active", "ended", "expired", "removed", "replaced", "revoked"),
				},
			},
			"total_count": datasourcebase.TotalCount("such sessions"),
			"sessions":    datasourcebase.ObjectsAttribute("The sessions, the newest first.", sessionattributes.Schema()),
		},
	}
}

// ConfigValidators refuse a list of everybody's sessions.
func (d *sessionsDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{
		datasourcevalidator.AtLeastOneOf(path.MatchRoot("user_id"), path.MatchRoot("client_id")),
	}
}

// Read reads the sessions with GET /sessions, page by page.
func (d *sessionsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(model *sessionsModel) diag.Diagnostics {
		sessions, err := d.Client.AllSessions(ctx, clerk.SessionListParams{
			UserID: model.UserID.ValueString(), ClientID: model.ClientID.ValueString(), Status: model.Status.ValueString(),
		})
		if err != nil {
			return diagnostics.Failure{Task: "list the sessions", Attributes: map[string]path.Path{
				"user_id": path.Root("user_id"), "client_id": path.Root("client_id"), "status": path.Root("status"),
			}}.Diagnostics(err)
		}
		model.Sessions = sessionattributes.AllOf(sessions)
		model.TotalCount = types.Int64Value(int64(len(sessions)))
		return nil
	})
}
