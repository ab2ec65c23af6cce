package invitations

import (
	"context"
	"encoding/json"

	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/datasourcebase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/invitations"
)

type invitationsDataSource struct {
	datasourcebase.List[invitation]
}

// NewListDataSource returns the data source clerk_invitations. It reads GET /invitations, page by page.
func NewListDataSource() datasource.DataSource {
	return &invitationsDataSource{
		datasourcebase.List[invitation]{
			TypeName: "invitations",
			Description: "Reads the invitations to sign up to the instance, also the revoked ones. All pages are read. Times " +
				"are RFC 3339.\n\nThe URL that accepts an invitation is omitted: it is a credential, and would be in the state.",
			Arguments:            invitations.Filters(),
			Attribute:            "invitations",
			AttributeDescription: "The invitations, the newest first.",
			Counted:              "such invitations",
			Shape:                shape,
			Objects: func(
				ctx context.Context, client *clerk.Client, arguments datasourcebase.Arguments,
			) ([]invitation, error) {
				address := arguments.String(invitations.FilterAddress)
				all, err := client.AllInvitations(ctx, clerk.InvitationListParams{
					Status: arguments.String(invitations.FilterStatus), Query: address,
				})
				return invitations.OfAddress(all, address, func(i *invitation) string { return i.EmailAddress }), err
			},
			Failure: func(_ datasourcebase.Arguments, err error) diag.Diagnostics {
				return diagnostics.Failure{Task: "list the invitations"}.Diagnostics(err)
			},
		},
	}
}

// shape omits the URL that accepts an invitation. It is a credential.
var shape = datasourcebase.NewShape(datasourcebase.Attributes[invitation]{
	"id": datasourcebase.String("The id of the invitation, such as `inv_2abc…`.",
		func(i *invitation) string { return i.ID }),
	"email_address": datasourcebase.String("The invited email address.",
		func(i *invitation) string { return i.EmailAddress }),
	"status": datasourcebase.String("The status of the invitation: `pending`, `accepted`, `revoked` or `expired`.",
		func(i *invitation) string { return i.Status }),
	"public_metadata": datasourcebase.JSON("The public metadata of the invitation.",
		func(i *invitation) json.RawMessage { return i.PublicMetadata }),
	"expires_at": datasourcebase.OptionalTime("When a pending invitation expires. Null when it does not.",
		func(i *invitation) *clerk.UnixMilli { return i.ExpiresAt }),
	"created_at": datasourcebase.Time("When the invitation was created.",
		func(i *invitation) clerk.UnixMilli { return i.CreatedAt }),
	"updated_at": datasourcebase.Time("When the invitation was last changed.",
		func(i *invitation) clerk.UnixMilli { return i.UpdatedAt }),
})
