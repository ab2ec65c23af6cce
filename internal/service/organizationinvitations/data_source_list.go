package organizationinvitations

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/invitations"
)

// NewListDataSource returns the data source clerk_organization_invitations. It reads GET
// /organizations/{organization_id}/invitations, or GET /organization_invitations, page by page.
func NewListDataSource() datasource.DataSource {
	const organizationID = "organization_id"
	arguments := invitations.Filters()
	arguments[organizationID] = datasourcebase.OptionalID("organization", organizationPrefix,
		"Reads only the invitations to this organization. Clerk then omits those that come from a domain of it.")
	return &invitationsDataSource{datasourcebase.List[invitation]{
		TypeName: "organization_invitations",
		Description: "Reads the invitations to one organization, or to all of the instance. All pages are read. Times are " +
			"RFC 3339.\n\nThe URL that accepts an invitation is omitted: it is a credential, and would be in the state.",
		Arguments: arguments, Attribute: "invitations",
		AttributeDescription: "The invitations, the newest first.", Counted: "such invitations", Shape: invitationShape,
		Objects: func(
			ctx context.Context, client *clerk.Client, arguments datasourcebase.Arguments,
		) ([]invitation, error) {
			organization, address := arguments.String(organizationID), arguments.String(invitations.FilterAddress)
			params := clerk.OrganizationInvitationListParams{Status: arguments.String(invitations.FilterStatus)}
			if organization == "" {
				params.Query = address
			} else {
				params.EmailAddress = address
			}
			all, err := client.AllOrganizationInvitations(ctx, organization, params)
			return invitations.OfAddress(all, address, func(i *invitation) string { return i.EmailAddress }), err
		},
		Failure: func(_ datasourcebase.Arguments, err error) diag.Diagnostics {
			return datasourcebase.Failure("list the invitations to organizations", path.Root(organizationID),
				"This instance has no such organization. Check the id, and that the secret key is that of the right instance.", err)
		},
	}}
}
