// Package clients holds everything Terraform knows of Clerk's clients, the
// browsers and devices that hold sessions.
package clients

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
)

var _ datasource.DataSourceWithConfigure = (*clientDataSource)(nil)

// NewDataSource returns the data source clerk_client.
func NewDataSource() datasource.DataSource { return &clientDataSource{} }

type clientDataSource struct{ datasourcebase.Base }

// lookupModel is clerk_client.
type lookupModel struct {
	clientModel
	AllowMissing types.Bool `tfsdk:"allow_missing"`
	Exists       types.Bool `tfsdk:"exists"`
}

// Metadata names the data source.
func (d *clientDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_client"
}

// Schema describes clerk_client.
func (d *clientDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := clientAttributes()
	attributes["id"] = datasourcebase.RequiredID(
		"client",
		"client_",
		"The id of the client, such as `client_2abc…`. It is the `client_id` of a session.",
	)
	attributes["allow_missing"] = datasourcebase.AllowMissing("client")
	attributes["exists"] = datasourcebase.Exists("client")
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads one client with its sessions. A client is a browser or device on which users sign in; it can hold sessions of several users.",
		Attributes:          attributes,
	}
}

// Read reads the client with GET /clients/{client_id}.
func (d *clientDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(model *lookupModel) diag.Diagnostics {
		client, err := d.Client.GetClient(ctx, model.ID.ValueString())
		if clerk.IsNotFound(err) && model.AllowMissing.ValueBool() {
			model.Exists = types.BoolValue(false)
			return nil
		}
		if err != nil {
			return datasourcebase.Failure(
				fmt.Sprintf("read the client %s", model.ID),
				path.Root("id"),
				"There is no such client in this instance: check the id, which is the client_id of a session, and that the secret key is of the instance you mean. "+
					"To go on without it, set allow_missing = true.",
				err,
			)
		}
		model.clientModel, model.Exists = modelOf(*client), types.BoolValue(true)
		return nil
	})
}
