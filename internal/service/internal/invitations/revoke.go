package invitations

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/types"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/resourcebase"
)

// Operations are the requests about one invitation.
type Operations struct {
	Status func(context.Context) (string, error)
	Revoke func(context.Context) error
}

// RevokeOpen revokes an invitation that is not final, and otherwise sets its status. limited returns an error while the
// API accepts no new invitation. key is that of the address.
func RevokeOpen[M any](
	ctx context.Context, c *resourcebase.Call[M], m *Model, key resourcebase.Key, limited func() error,
	operations Operations,
) error {
	if m.IsFinal() {
		return nil
	}
	// Without a new invitation, the address would have none until the limit ends.
	if c.Registry.Recreates(ctx, c.Private, key) {
		if err := limited(); err != nil {
			return err
		}
	}
	if err := operations.Revoke(ctx); !clerk.IsNotPending(err) {
		return err
	}
	status, err := operations.Status(ctx)
	if err == nil {
		m.Status = types.StringValue(status)
	}
	return err
}

// Forgotten decides what becomes of an invitation that Clerk no longer has. accepted reports whether the address has
// what the invitation was for. Without an error, the invitation stays in the state.
func (m *Model) Forgotten(missing error, accepted func() (bool, error)) error {
	if m.IsFinal() {
		return nil
	}
	isAccepted, err := accepted()
	switch {
	case err != nil:
		return err
	case !isAccepted:
		return missing
	}
	m.Status, m.URL = types.StringValue(Accepted), types.StringNull()
	return nil
}

// Revoke carries out an action that revokes an invitation.
func Revoke(ctx context.Context, i *actionbase.Invocation, operations Operations) {
	id := i.Text("invitation_id")
	failure := actionbase.Failure{
		Task: "revoke the invitation " + id, Input: "invitation_id",
		Missing: "The instance has no such invitation: check the id, and that the secret key is that of the right instance.",
	}
	held, err := operations.Status(ctx)
	if err == nil && held == Pending {
		if err = operations.Revoke(ctx); err == nil {
			i.Progress("Done: the invitation %s is revoked.", id)
			return
		}
		if clerk.IsNotPending(err) {
			held, err = operations.Status(ctx)
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
