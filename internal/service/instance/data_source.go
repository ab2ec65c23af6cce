// Package instance has the data source for the Clerk instance itself.
package instance

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

var _ datasource.DataSourceWithConfigure = (*instanceDataSource)(nil)

// NewDataSource returns the data source clerk_instance.
func NewDataSource() datasource.DataSource { return &instanceDataSource{} }

type instanceDataSource struct{ datasourcebase.Base }

// instanceModel is clerk_instance.
type instanceModel struct {
	ID             types.String `tfsdk:"id"`
	Environment    types.String `tfsdk:"environment"`
	AllowedOrigins []string     `tfsdk:"allowed_origins"`
	WorkspaceID    types.String `tfsdk:"workspace_id"`
}

// Metadata names the data source.
func (d *instanceDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_instance"
}

// Schema describes clerk_instance.
func (d *instanceDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the Clerk instance of the provider's secret key.\n\nUse it in a condition that stops a " +
			"run with the key of another instance. For the kind of instance only, set `environment` in the provider block: it " +
			"needs no request.",
		Attributes: map[string]schema.Attribute{
			"id":          datasourcebase.TextAttribute("The id of the instance, such as `ins_2abc…`."),
			"environment": datasourcebase.TextAttribute("The kind of instance: `development` or `production`."),
			"allowed_origins": datasourcebase.TextsAttribute(
				"The origins that may use the Frontend API in addition to the domains of the instance, such as those of native " +
					"apps and browser extensions.",
			),
			"workspace_id": datasourcebase.TextAttribute(
				"The id of the Clerk workspace of the application. Null when it belongs to none.",
			),
		},
	}
}

// Read reads the instance with GET /instance.
func (d *instanceDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(model *instanceModel) diag.Diagnostics {
		instance, err := d.Client.GetInstance(ctx)
		if err != nil {
			return diagnostics.Failure{Task: "read the instance"}.Diagnostics(err)
		}
		*model = instanceModel{
			ID:             types.StringValue(instance.ID),
			Environment:    datasourcebase.StringValue(instance.EnvironmentType),
			AllowedOrigins: append([]string{}, instance.AllowedOrigins...), // never null
			WorkspaceID:    datasourcebase.OptionalStringValue(instance.WorkspaceID),
		}
		return nil
	})
}
