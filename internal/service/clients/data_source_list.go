package clients

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

type clientsDataSource struct {
	datasourcebase.List[sessionClient]
}

// alternative is advice, since Clerk deprecates the list.
const alternative = "List the sessions of a user with the data source clerk_sessions instead, " +
	"and read the client of each, by its client_id, with the data source clerk_client."

// NewListDataSource returns the data source clerk_clients. It reads GET /clients,
// page by page.
func NewListDataSource() datasource.DataSource {
	return &clientsDataSource{datasourcebase.List[sessionClient]{
		TypeName: "clients",
		Description: "Reads all clients (browsers and devices) of the instance with their sessions. " +
			"All pages are read. Times are RFC 3339.\n\n" +
			"~> **Clerk deprecates this list** and can remove it. List the sessions of a user with " +
			"`clerk_sessions`, and read the client of each, by its `client_id`, with `clerk_client`.",
		Deprecation: "Clerk deprecates the list of all clients (GET /clients) and will remove it. " + alternative,
		Attribute:   "clients", AttributeDescription: "The clients, the newest first.",
		Counted: "clients",
		Shape:   clientShape,
		Objects: func(ctx context.Context, client *clerk.Client, _ datasourcebase.Arguments) ([]sessionClient, error) {
			return client.AllClients(ctx)
		},
		Failure: clientsFailure,
	}}
}

// clientsFailure describes an error of the API. Clerk answers 410 when it has
// removed the list.
func clientsFailure(_ datasourcebase.Arguments, err error) diag.Diagnostics {
	failure := diagnostics.Failure{Task: "list the clients"}
	if refusal, ok := clerk.AsError(err); ok && refusal.Status == http.StatusGone {
		failure.Advice = func(clerk.ErrorItem) string { return "Clerk no longer lists all clients. " + alternative }
	}
	return failure.Diagnostics(err)
}
