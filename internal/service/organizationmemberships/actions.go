package organizationmemberships

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action"
	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
)

// Actions lists the actions on memberships.
func Actions() []func() action.Action { return actionbase.New(removeMembership) }

var removeMembership = actionbase.Action{
	Name: "organization_membership_remove",
	Description: "Removes a user from an organization. The account of the user stays. If the user is not a " +
		"member, the action succeeds and changes nothing. Clerk does not remove the last administrator of an organization.",
	Inputs: map[string]schema.Attribute{
		"organization_id": actionbase.ID("The id of the organization, such as `org_2abc…`.", "organization", "org_"),
		"user_id":         actionbase.UserID(),
	},
	Do: func(ctx context.Context, i *actionbase.Invocation) {
		organizationID := i.Text("organization_id")
		failure := actionbase.Failure{
			Task:  fmt.Sprintf("remove the user %s from the organization %s", i.UserID(), organizationID),
			Input: "organization_id", Missing: "The organization does not exist, or was deleted: check organization_id, " +
				"and that the secret key is that of the right instance.",
		}
		held, err := i.Client.FindMembership(ctx, organizationID, i.UserID())
		switch {
		case err != nil:
			i.Fail(failure, err)
		case held == nil:
			i.Progress("Nothing to do: the user %s is no member of the organization %s.",
				i.UserID(), organizationID)
		default:
			if err := i.Client.DeleteMembership(ctx, organizationID, i.UserID()); err != nil && !clerk.IsNotFound(err) {
				failure.Input = "user_id"
				i.Fail(failure, err)
				return
			}
			i.Progress("Done: the user %s is removed from the organization %s.", i.UserID(), organizationID)
		}
	},
}
