package sessions

import (
	"context"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/sessionattributes"
)

var _ datasource.DataSourceWithConfigValidators = (*sessionsDataSource)(nil)

type sessionsDataSource struct {
	datasourcebase.List[clerk.Session]
}

// NewListDataSource returns the data source clerk_sessions. It reads
// GET /sessions, page by page.
func NewListDataSource() datasource.DataSource {
	return &sessionsDataSource{datasourcebase.List[clerk.Session]{
		TypeName: "sessions",
		Description: "Reads the sessions of a user, of a client (a browser or device), or of a user on a client. " +
			"All pages are read. Times are RFC 3339. Set `user_id`, `client_id` or both. " +
			"The list is empty for a user or client that does not exist. " +
			"Old sessions that are no longer active are not listed: Clerk purges them.",
		Arguments: map[string]schema.Attribute{
			"user_id":   datasourcebase.OptionalUserID("Reads only the sessions of this user."),
			"client_id": datasourcebase.OptionalID("client", "client_", "Reads only the sessions of this client."),
			"status":    statusSchema(),
		},
		Attribute:            "sessions",
		AttributeDescription: "The sessions, the newest first.",
		Counted:              "such sessions",
		Shape:                sessionattributes.Shape,
		Objects:              readAll,
		Failure:              sessionsFailure,
	}}
}

func statusSchema() schema.StringAttribute {
	return schema.StringAttribute{
		MarkdownDescription: "Reads only the sessions with this status: " +
			"`abandoned`, `active`, `ended`, `expired`, `removed`, `replaced` or `revoked`. " +
			"Clerk does not filter by `pending`; for that, omit `status` and compare the status of each session.",
		Optional: true,
		Validators: []validator.String{
			validators.OneOf("abandoned", "active", "ended", "expired", "removed", "replaced", "revoked"),
		},
	}
}

// ConfigValidators refuse a list of the sessions of all users.
func (d *sessionsDataSource) ConfigValidators(context.Context) []datasource.ConfigValidator {
	return []datasource.ConfigValidator{
		validators.AtLeastOne("user_id", "client_id"),
	}
}

func readAll(ctx context.Context, client *clerk.Client, arguments datasourcebase.Arguments) ([]clerk.Session, error) {
	return client.AllSessions(ctx, clerk.SessionListParams{
		UserID:   arguments.String("user_id"),
		ClientID: arguments.String("client_id"),
		Status:   arguments.String("status"),
	})
}

func sessionsFailure(_ datasourcebase.Arguments, err error) diag.Diagnostics {
	return diagnostics.Failure{Task: "list the sessions", Attributes: map[string]path.Path{
		"user_id": path.Root("user_id"), "client_id": path.Root("client_id"), "status": path.Root("status"),
	}}.Diagnostics(err)
}
