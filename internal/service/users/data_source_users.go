package users

import (
	"context"
	"math"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/customtypes"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

var (
	_ datasource.DataSourceWithConfigure      = (*usersDataSource)(nil)
	_ datasource.DataSourceWithValidateConfig = (*usersDataSource)(nil)
)

// NewListDataSource returns the data source clerk_users.
func NewListDataSource() datasource.DataSource { return &usersDataSource{} }

type usersDataSource struct{ datasourcebase.Base }

type usersModel struct {
	filterModel
	OrderBy             types.String    `tfsdk:"order_by"`
	MaxResults          types.Int64     `tfsdk:"max_results"`
	Fields              types.Set       `tfsdk:"fields"`
	Users               customtypes.Raw `tfsdk:"users"`
	UsersByID           customtypes.Raw `tfsdk:"users_by_id"`
	PrivateMetadataByID types.Map       `tfsdk:"private_metadata_by_id"`
	TotalCount          types.Int64     `tfsdk:"total_count"`
}

// Metadata names the data source.
func (d *usersDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_users"
}

// ValidateConfig checks what the filters say together.
func (d *usersDataSource) ValidateConfig(
	ctx context.Context,
	req datasource.ValidateConfigRequest,
	resp *datasource.ValidateConfigResponse,
) {
	var config usersModel
	resp.Diagnostics.Append(req.Config.Get(ctx, &config)...)
	if !resp.Diagnostics.HasError() {
		resp.Diagnostics.Append(config.validate()...)
	}
}

// Read lists the users page by page, and keeps the requested fields of each: GET /users.
func (d *usersDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(model *usersModel) diag.Diagnostics {
		if err := d.list(ctx, model); err != nil {
			return filterFailure("list the users", err)
		}
		return nil
	})
}

func (d *usersDataSource) list(ctx context.Context, model *usersModel) error {
	query := model.filterModel.query()
	query.OrderBy = model.OrderBy.ValueString()
	most := int64(math.MaxInt64)
	if !model.MaxResults.IsNull() {
		most = model.MaxResults.ValueInt64()
	}
	kept := newProjection(model.fields())
	listed := int64(0)
	for user, err := range d.Client.FirstUsers(ctx, query, most) {
		if err != nil {
			return err
		}
		kept.add(user)
		listed++
	}
	model.Users, model.UsersByID, model.PrivateMetadataByID = kept.list(), kept.mapping(), kept.privateMetadata()

	total := listed
	if listed == most {
		var err error
		if total, err = d.Client.CountMatchingUsers(ctx, query); err != nil {
			return err
		}
	}
	model.TotalCount = types.Int64Value(max(total, listed))
	return nil
}

// fields are the names of what to keep, nil for everything.
func (m *usersModel) fields() []string {
	if m.Fields.IsNull() {
		return nil
	}
	return append([]string{}, stringsOf(m.Fields)...)
}
