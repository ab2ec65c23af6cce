// Package organizationinvitations has what Terraform reads of the invitations of
// users to organizations.
package organizationinvitations

import (
	"context"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

type invitationsDataSource struct {
	datasourcebase.List[invitation]
}

// NewDataSource returns the data source clerk_user_organization_invitations. It
// reads GET /users/{user_id}/organization_invitations, page by page.
func NewDataSource() datasource.DataSource {
	list := datasourcebase.List[invitation]{
		TypeName: "user_organization_invitations",
		Description: "Reads the invitations of a user to organizations. " +
			"All pages are read. Times are RFC 3339. Organizations must be enabled in the instance.\n\n" +
			"The URL that accepts an invitation is omitted: it is a credential, and would be in the state.",
		Arguments: map[string]schema.Attribute{
			"status": schema.StringAttribute{
				MarkdownDescription: "Reads only the invitations with this status: " +
					"`pending`, `accepted`, `revoked` or `expired`.",
				Optional:   true,
				Validators: []validator.String{validators.OneOf("pending", "accepted", "revoked", "expired")},
			},
		},
		Attribute:            "invitations",
		AttributeDescription: "The invitations, the newest first.",
		Counted:              "such invitations",
		Shape:                invitationShape,
	}
	return &invitationsDataSource{datasourcebase.OfUser("organization invitations", list, readAll)}
}

func readAll(
	ctx context.Context,
	client *clerk.Client,
	userID string,
	arguments datasourcebase.Arguments,
) ([]invitation, error) {
	return client.AllUserOrganizationInvitations(ctx, userID, arguments.String("status"))
}
