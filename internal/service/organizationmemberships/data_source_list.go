package organizationmemberships

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

type organizationMembershipsDataSource struct {
	datasourcebase.List[membership]
}

// NewListDataSource returns the data source clerk_organization_memberships. It reads GET
// /organizations/{organization_id}/memberships, page by page.
func NewListDataSource() datasource.DataSource {
	return &organizationMembershipsDataSource{datasourcebase.List[membership]{
		TypeName: "organization_memberships",
		Description: "Reads the members of an organization, with their roles and identifiers. All pages are read. Use it " +
			"to review who has access.",
		Arguments: map[string]schema.Attribute{
			"organization_id": datasourcebase.RequiredID("organization", "org_", "The id of the organization."),
			"role": schema.StringAttribute{
				MarkdownDescription: "Only members with this role, such as `org:admin`.",
				Optional:            true, Validators: []validator.String{validators.NotEmpty()},
			},
		},
		Attribute: "memberships", AttributeDescription: "The memberships, the oldest first.",
		Counted: "memberships", Shape: membershipShape,
		Objects: func(
			ctx context.Context, client *clerk.Client, arguments datasourcebase.Arguments,
		) ([]membership, error) {
			params := clerk.MembershipListParams{OrderBy: "created_at"}
			if role := arguments.String("role"); role != "" {
				params.Roles = []string{role}
			}
			return client.AllMemberships(ctx, arguments.String("organization_id"), params)
		},
		Failure: func(arguments datasourcebase.Arguments, err error) diag.Diagnostics {
			task := fmt.Sprintf("list the memberships of the organization %q", arguments.String("organization_id"))
			return datasourcebase.Failure(task, path.Root("organization_id"), "This instance has no such organization. Check "+
				"the id, and that the secret key is that of the right instance.", err)
		},
	}}
}
