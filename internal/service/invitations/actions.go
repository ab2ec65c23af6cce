package invitations

import (
	"context"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/invitations"
)

// Actions lists the actions on invitations.
func Actions() []func() action.Action {
	return actionbase.New(actionbase.Action{
		Name: "invitation_revoke",
		Description: "Revokes a pending invitation to sign up to the instance: its link stops working. An invitation that " +
			"is not pending does not change. If it was accepted, the user stays.",
		Inputs: map[string]schema.Attribute{
			"invitation_id": actionbase.ID("The id of the invitation, such as `inv_2abc…`.", "invitation", invitationPrefix),
		},
		Do: func(ctx context.Context, i *actionbase.Invocation) {
			invitations.Revoke(ctx, i, operations(i.Client, i.Text("invitation_id")))
		},
	})
}
