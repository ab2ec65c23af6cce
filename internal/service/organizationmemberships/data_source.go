// Package organizationmemberships holds everything Terraform knows of users'
// memberships in organizations.
package organizationmemberships

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

var _ datasource.DataSourceWithConfigure = (*membershipsDataSource)(nil)

// NewDataSource returns the data source clerk_user_organization_memberships.
func NewDataSource() datasource.DataSource { return &membershipsDataSource{} }

type membershipsDataSource struct{ datasourcebase.Base }

// membershipsModel is clerk_user_organization_memberships.
type membershipsModel struct {
	UserID      types.String      `tfsdk:"user_id"`
	TotalCount  types.Int64       `tfsdk:"total_count"`
	Memberships []membershipModel `tfsdk:"memberships"`
}

// Metadata names the data source.
func (d *membershipsDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_user_organization_memberships"
}

// Schema describes clerk_user_organization_memberships.
func (d *membershipsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the organizations that a user is a member of, with the user's role in each: all of them, however many pages they take. Organizations must be enabled in the instance.",
		Attributes: map[string]schema.Attribute{
			"user_id":     datasourcebase.RequiredUserID("The id of the user whose memberships to read."),
			"total_count": datasourcebase.TotalCount("memberships"),
			"memberships": datasourcebase.ObjectsAttribute("The memberships, the newest first.", membershipAttributes()),
		},
	}
}

// Read reads the memberships with
// GET /users/{user_id}/organization_memberships, page by page.
func (d *membershipsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(model *membershipsModel) diag.Diagnostics {
		memberships, err := d.Client.AllUserOrganizationMemberships(ctx, model.UserID.ValueString())
		if err != nil {
			return datasourcebase.Failure(
				fmt.Sprintf("list the organization memberships of the user %s", model.UserID),
				path.Root("user_id"),
				datasourcebase.NoSuchUser,
				err,
			)
		}
		model.Memberships = make([]membershipModel, len(memberships))
		for i, membership := range memberships {
			model.Memberships[i] = modelOf(membership)
		}
		model.TotalCount = types.Int64Value(int64(len(memberships)))
		return nil
	})
}
