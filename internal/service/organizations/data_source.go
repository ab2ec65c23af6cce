package organizations

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/organizationattributes"
)

type organizationDataSource struct {
	datasourcebase.Lookup[clerk.Organization]
}

// NewDataSource returns the data source clerk_organization. It reads GET /organizations/{organization_id}.
func NewDataSource() datasource.DataSource {
	return &organizationDataSource{datasourcebase.Lookup[clerk.Organization]{
		TypeName: noun, IDPrefix: "org_",
		Description:   "Reads one organization by its id. The data source `clerk_organizations` finds organizations by name.",
		IDDescription: "The id of the organization, such as `org_2abc…`.",
		Shape:         organizationattributes.Organization,
		Object: func(client *clerk.Client, ctx context.Context, id string) (*clerk.Organization, error) {
			return client.ReadOrganization(ctx, id)
		},
		Missing: "This instance has no such organization. Check the id, and that the secret key is that of the right " +
			"instance. To accept a missing organization, set allow_missing = true.",
	}}
}

type organizationsDataSource struct {
	datasourcebase.List[clerk.Organization]
}

// NewListDataSource returns the data source clerk_organizations. It reads GET /organizations, page by page.
func NewListDataSource() datasource.DataSource {
	return &organizationsDataSource{datasourcebase.List[clerk.Organization]{
		TypeName:    "organizations",
		Description: "Reads the organizations of the instance, or those that match filters. All pages are read.",
		Arguments: map[string]schema.Attribute{
			"query": schema.StringAttribute{
				MarkdownDescription: "Only organizations with this id, or with this text in the name or the slug.",
				Optional:            true, Validators: []validator.String{validators.NotEmpty()},
			},
			"user_id": datasourcebase.OptionalUserID("Only organizations with this user as a member."),
		},
		Attribute: "organizations", AttributeDescription: "The organizations, the newest first.",
		Counted: "organizations", Shape: organizationattributes.Organization,
		Objects: func(
			ctx context.Context, client *clerk.Client, arguments datasourcebase.Arguments,
		) ([]clerk.Organization, error) {
			params := clerk.OrganizationListParams{Query: arguments.String("query")}
			if userID := arguments.String("user_id"); userID != "" {
				params.UserIDs = []string{userID}
			}
			return client.AllOrganizations(ctx, params)
		},
		Failure: func(_ datasourcebase.Arguments, err error) diag.Diagnostics {
			return datasourcebase.Failure("list the organizations", path.Root("user_id"), datasourcebase.NoSuchUser, err)
		},
	}}
}
