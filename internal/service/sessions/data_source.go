// Package sessions has the data sources, ephemeral resources and actions for
// sessions.
package sessions

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/sessionattributes"
)

type sessionDataSource struct {
	datasourcebase.Lookup[clerk.Session]
}

// NewDataSource returns the data source clerk_session. It reads
// GET /sessions/{session_id}.
func NewDataSource() datasource.DataSource {
	return &sessionDataSource{datasourcebase.Lookup[clerk.Session]{
		TypeName: "session",
		Description: "Reads one session: a sign-in of a user on a browser or device. " +
			"Clerk purges old sessions that are no longer active; with `allow_missing = true`, a missing session is not an " +
			"error. " +
			"Times are RFC 3339.",
		IDPrefix:      "sess_",
		IDDescription: "The id of the session, such as `sess_2abc…`.",
		Shape:         sessionattributes.Shape,
		Object:        (*clerk.Client).GetSession,
		Missing: "This instance has no such session. Check the id, and that the secret key is that of the right " +
			"instance. Clerk purges old sessions that are no longer active. " +
			"To continue without the session, set allow_missing = true.",
	}}
}
