// Package organizationinvitations holds everything Terraform knows of users'
// invitations to organizations.
package organizationinvitations

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework-validators/stringvalidator"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

var _ datasource.DataSourceWithConfigure = (*invitationsDataSource)(nil)

// NewDataSource returns the data source clerk_user_organization_invitations.
func NewDataSource() datasource.DataSource { return &invitationsDataSource{} }

type invitationsDataSource struct{ datasourcebase.Base }

// invitationsModel is clerk_user_organization_invitations.
type invitationsModel struct {
	UserID      types.String      `tfsdk:"user_id"`
	Status      types.String      `tfsdk:"status"`
	TotalCount  types.Int64       `tfsdk:"total_count"`
	Invitations []invitationModel `tfsdk:"invitations"`
}

// Metadata names the data source.
func (d *invitationsDataSource) Metadata(
	_ context.Context,
	req datasource.MetadataRequest,
	resp *datasource.MetadataResponse,
) {
	resp.TypeName = req.ProviderTypeName + "_user_organization_invitations"
}

// Schema describes clerk_user_organization_invitations.
func (d *invitationsDataSource) Schema(_ context.Context, _ datasource.SchemaRequest, resp *datasource.SchemaResponse) {
	resp.Schema = schema.Schema{
		MarkdownDescription: "Reads the invitations of a user to organizations: all of them, however many pages they take. Organizations must be enabled in the instance.\n\n" +
			"The address by which an invitation is accepted is left out: it is as good as a password, and would be in the state.",
		Attributes: map[string]schema.Attribute{
			"user_id": datasourcebase.RequiredUserID("The id of the user whose invitations to read."),
			"status": schema.StringAttribute{
				MarkdownDescription: "Only the invitations with this status: `pending`, `accepted`, `revoked` or `expired`.",
				Optional:            true,
				Validators:          []validator.String{stringvalidator.OneOf("pending", "accepted", "revoked", "expired")},
			},
			"total_count": datasourcebase.TotalCount("such invitations"),
			"invitations": datasourcebase.ObjectsAttribute("The invitations, the newest first.", invitationAttributes()),
		},
	}
}

// Read reads the invitations with
// GET /users/{user_id}/organization_invitations, page by page.
func (d *invitationsDataSource) Read(ctx context.Context, req datasource.ReadRequest, resp *datasource.ReadResponse) {
	datasourcebase.Read(ctx, d.Base, req, resp, func(model *invitationsModel) diag.Diagnostics {
		invitations, err := d.Client.AllUserOrganizationInvitations(
			ctx,
			model.UserID.ValueString(),
			model.Status.ValueString(),
		)
		if err != nil {
			return datasourcebase.Failure(
				fmt.Sprintf("list the organization invitations of the user %s", model.UserID),
				path.Root("user_id"),
				datasourcebase.NoSuchUser,
				err,
			)
		}
		model.Invitations = make([]invitationModel, len(invitations))
		for i, invitation := range invitations {
			model.Invitations[i] = modelOf(invitation)
		}
		model.TotalCount = types.Int64Value(int64(len(invitations)))
		return nil
	})
}
