package clients

import (
	"context"
	"net/http"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

var _ datasource.DataSourceWithConfigure = (*clientsDataSource)(nil)

// NewListDataSource returns the data source clerk_clients.
func NewListDataSource() datasource.DataSource { return &clientsDataSource{} }

type clientsDataSource struct{ datasourcebase.Base }

// clientsModel is clerk_clients.
type clientsModel struct {
	TotalCount types.Int64   `tfsdk:"total_count"`
	Clients    []clientModel `tfsdk:"clients"`
}

// Metadata names the data source.
func (d *clientsDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_clients"
}

// insteadOfTheList says what takes the place of the list of all clients.
const insteadOfTheList = "List the sessions of a user with the data source clerk_sessions instead, and read the client of each, by its client_id, with the data source clerk_client."

// Schema describes clerk_clients.
func (d *clientsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads all clients (browsers and devices) of the instance with their sessions, however many pages they take.\n\n" +
			"~> **Clerk deprecates this list** and may answer that it is gone. List the sessions of a user with `clerk_sessions`, and read the client of each, by its `client_id`, with `clerk_client`.",
		DeprecationMessage: "Clerk deprecates the list of all clients (GET /clients) and will withdraw it. " + insteadOfTheList,
		Attributes: map[string]schema.Attribute{
			"total_count": datasourcebase.TotalCount("clients"),
			"clients":     datasourcebase.ObjectsAttribute("The clients, the newest first.", clientAttributes()),
		},
	}
}

// Read reads the clients with GET /clients, page by page.
func (d *clientsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(model *clientsModel) diag.Diagnostics {
		clients, err := d.Client.AllClients(ctx)
		if err != nil {
			return clientsFailure(err)
		}
		model.Clients = make([]clientModel, len(clients))
		for i, client := range clients {
			model.Clients[i] = modelOf(client)
		}
		model.TotalCount = types.Int64Value(int64(len(clients)))
		return nil
	})
}

// clientsFailure describes an error of the API. Clerk answers 410 once it has
// withdrawn the list.
func clientsFailure(err error) diag.Diagnostics {
	failure := diagnostics.Failure{Task: "list the clients"}
	if refusal, ok := clerk.AsError(err); ok && refusal.Status == http.StatusGone {
		failure.Advice = func(clerk.ErrorItem) string { return "Clerk no longer lists all clients. " + insteadOfTheList }
	}
	return failure.Diagnostics(err)
}
