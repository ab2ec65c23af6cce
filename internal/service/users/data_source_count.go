package users

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

var (
	_ datasource.DataSourceWithConfigure      = (*countDataSource)(nil)
	_ datasource.DataSourceWithValidateConfig = (*countDataSource)(nil)
)

// NewCountDataSource returns the data source clerk_user_count.
func NewCountDataSource() datasource.DataSource { return &countDataSource{} }

type countDataSource struct{ datasourcebase.Base }

type countModel struct {
	filterModel
	TotalCount types.Int64 `tfsdk:"total_count"`
}

// Metadata names the data source.
func (d *countDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_user_count"
}

// Schema describes clerk_user_count.
func (d *countDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	attributes := filterSchemas()
	attributes["total_count"] = schema.Int64Attribute{MarkdownDescription: "How many users match.", Computed: true}
	resp.Schema = schema.Schema{
		MarkdownDescription: "Counts the users of the instance, or the users that match filters, without listing them. The " +
			"filters are the same as in [`clerk_users`](users.md).\n\nA user must match all filters that are set. Without " +
			"filters, all users are counted. A list with more than 100 values is split into several requests. Each user is " +
			"still counted once: if a user can match two values of such a set, the users are listed instead of counted.",
		Attributes: attributes,
	}
}

// ValidateConfig checks the combination of filters.
func (d *countDataSource) ValidateConfig(
	ctx context.Context,
	req datasource.ValidateConfigRequest,
	resp *datasource.ValidateConfigResponse,
) {
	var config countModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(config.validate()...)
	}
}

// Read counts the users: GET /users/count.
func (d *countDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(model *countModel) diag.Diagnostics {
		count, err := d.Client.CountMatchingUsers(ctx, model.query())
		if err != nil {
			return filterFailure("count the users", err)
		}
		model.TotalCount = types.Int64Value(count)
		return nil
	})
}
