// Package organizationmemberships has the resource clerk_organization_membership, its data sources, list resource and
// action.
package organizationmemberships

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/datasource"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
)

type membershipsDataSource struct {
	datasourcebase.List[membership]
}

// NewDataSource returns the data source clerk_user_organization_memberships. It
// reads GET /users/{user_id}/organization_memberships, page by page.
func NewDataSource() datasource.DataSource {
	list := datasourcebase.List[membership]{
		TypeName: "user_organization_memberships",
		Description: "Reads the organizations that a user is a member of, with the user's role in each. " +
			"All pages are read. Times are RFC 3339. Organizations must be enabled in the instance.",
		Attribute:            "memberships",
		AttributeDescription: "The memberships, the newest first.",
		Counted:              "memberships",
		Shape:                membershipShape,
	}
	return &membershipsDataSource{datasourcebase.OfUser("organization memberships", list, readAll)}
}

func readAll(
	ctx context.Context,
	client *clerk.Client,
	userID string,
	_ datasourcebase.Arguments,
) ([]membership, error) {
	return client.AllUserOrganizationMemberships(ctx, userID)
}
