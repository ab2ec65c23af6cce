// Package clients has the data sources and ephemeral resources for clients: the
// browsers and devices that hold sessions.
package clients

import (
	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

type clientDataSource struct {
	datasourcebase.Lookup[sessionClient]
}

// NewDataSource returns the data source clerk_client. It reads
// GET /clients/{client_id}.
func NewDataSource() datasource.DataSource {
	return &clientDataSource{datasourcebase.Lookup[sessionClient]{
		TypeName: "client",
		Description: "Reads one client with its sessions. " +
			"A client is a browser or device on which users sign in; it can hold sessions of several users. " +
			"Times are RFC 3339.",
		IDPrefix:      "client_",
		IDDescription: "The id of the client, such as `client_2abc…`. It is the `client_id` of a session.",
		Shape:         clientShape,
		Object:        (*clerk.Client).GetClient,
		Missing: "This instance has no such client. Check the id, which is the client_id of a session, and that the " +
			"secret key is that of the right instance. To continue without the client, set allow_missing = true.",
	}}
}
