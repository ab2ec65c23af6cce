package invitations

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/validators"
)

// The filters of data sources.
const (
	FilterStatus  = "status"
	FilterAddress = "email_address"
)

// Filters are the arguments of a data source that lists invitations.
func Filters() map[string]schema.Attribute {
	return map[string]schema.Attribute{
		FilterStatus: schema.StringAttribute{
			MarkdownDescription: "Reads only the invitations with this status: `pending`, `accepted`, `revoked` or `expired`.",
			Optional:            true, Validators: []validator.String{validators.OneOf(Statuses...)},
		},
		FilterAddress: schema.StringAttribute{
			MarkdownDescription: "Reads only the invitations of this address. Upper and lower case are the same.",
			Optional:            true, Validators: []validator.String{validators.EmailAddress()},
		},
	}
}

// OfAddress returns the invitations of an address, or all for an empty one: lists of the API also have addresses that
// contain it.
func OfAddress[T any](all []T, address string, of func(*T) string) []T {
	if address == "" {
		return all
	}
	return slices.DeleteFunc(all, func(invitation T) bool {
		return clerk.FoldIdentifier(of(&invitation)) != clerk.FoldIdentifier(address)
	})
}

// Revoke carries out an action that revokes an invitation. status reads its status.
func Revoke(
	ctx context.Context, i *actionbase.Invocation, status func(context.Context) (string, error),
	revoke func(context.Context) error,
) {
	id := i.Text("invitation_id")
	failure := actionbase.Failure{
		Task: "revoke the invitation " + id, Input: "invitation_id",
		Missing: "The instance has no such invitation: check the id, and that the secret key is that of the right instance.",
	}
	held, err := status(ctx)
	if err == nil && held == Pending {
		if err = revoke(ctx); err == nil {
			i.Progress("Done: the invitation %s is revoked.", id)
			return
		}
		if clerk.IsNotPending(err) {
			held, err = status(ctx)
		}
	}
	switch {
	case clerk.IsMissing(err) && !clerk.IsNotFound(err):
		i.FailOn(
			"invitation_id",
			"Could not "+failure.Task,
			fmt.Sprintf("Clerk lists no invitation %s. %s", id, failure.Missing),
		)
	case err != nil:
		i.Fail(failure, err)
	case held == Accepted:
		i.Progress("Nothing to do: the invitation %s is accepted already. The user keeps the access.", id)
	default:
		i.Progress("Nothing to do: the invitation %s is %s already.", id, held)
	}
}
