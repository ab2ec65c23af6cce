package clerk

import (
	"context"
	"net/http"
)

var getInstance = repeatable(http.MethodGet, "/instance")

// Instance is the Clerk instance of the secret key.
type Instance struct {
	ID string `json:"id"`
	// EnvironmentType is development or production.
	EnvironmentType string `json:"environment_type"`
	// AllowedOrigins are the origins that apps other than web apps may send requests from. It is nil if there are none.
	AllowedOrigins []string `json:"allowed_origins"`
	// WorkspaceID is the id of the Clerk workspace of the application. It is nil if the application is in no workspace.
	WorkspaceID *string `json:"workspace_id"`
}

func (i *Instance) identity() string { return i.ID }

// GetInstance retrieves the instance: GET /instance.
func (c *Client) GetInstance(ctx context.Context) (*Instance, error) {
	return sendForObject[Instance](ctx, c, getInstance, request{})
}
