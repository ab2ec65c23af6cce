package organizationinvitations

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/invitations"
)

// Actions lists the actions on invitations to organizations.
func Actions() []func() action.Action {
	return actionbase.New(actionbase.Action{
		Name: "organization_invitation_revoke",
		Description: "Revokes a pending invitation to an organization: its link stops working. An invitation that is not " +
			"pending does not change. If it was accepted, the user stays a member.",
		Inputs: map[string]schema.Attribute{
			"organization_id": actionbase.ID("The id of the organization, such as `org_2abc…`.", "organization",
				organizationPrefix),
			"invitation_id": actionbase.ID("The id of the invitation, such as `orginv_2abc…`.", "invitation", invitationPrefix),
			"requesting_user_id": schema.StringAttribute{
				MarkdownDescription: "The id of the member who revokes the invitation. It is sent only if Clerk requires one.",
				Optional:            true, Validators: []validator.String{validators.UserID()},
			},
		},
		Do: func(ctx context.Context, i *actionbase.Invocation) {
			invitations.Revoke(ctx, i, operations(
				i.Client, i.Text("organization_id"), i.Text("invitation_id"), i.Text("requesting_user_id")))
		},
	})
}
