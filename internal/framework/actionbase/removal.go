package actionbase

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// Removal is an action that removes one object of a user, such as a passkey.
type Removal struct {
	// Name and Description are those of the Action.
	Name, Description string
	// Object names the kind of object, such as "passkey".
	Object string
	// Input is the name of the input with the id of the object. The id begins with
	// one of Prefixes; without prefixes, every id is accepted.
	Input, InputDescription string
	Prefixes                []string
	// Verb and Done are for messages, such as "delete" and "deleted".
	Verb, Done string
	Send       func(client *clerk.Client, ctx context.Context, userID, id string) error
}

// Action returns the removal as an action.
func (r Removal) Action() Action {
	return Action{
		Name: r.Name, Description: r.Description,
		Inputs: map[string]schema.Attribute{userID: UserID(), r.Input: ID(r.InputDescription, r.Object, r.Prefixes...)},
		Do:     r.do,
	}
}

// do reads the user only when Clerk answers 404, to find out whether the user or
// the object is missing.
func (r Removal) do(ctx context.Context, i *Invocation) {
	id := i.Text(r.Input)
	task := fmt.Sprintf("%s the %s %s of the user %s", r.Verb, r.Object, id, i.UserID())
	err := r.Send(i.Client, ctx, i.UserID(), id)
	switch {
	case err == nil:
		i.Progress("Done: the %s %s of the user %s is %s.", r.Object, id, i.UserID(), r.Done)
	case clerk.IsNotFound(err):
		if _, ok := i.User(ctx, task); ok {
			i.Progress("Nothing to do: the user %s has no %s %s, or no longer.", i.UserID(), r.Object, id)
		}
	default:
		i.Fail(Failure{Task: task, Input: r.Input}, err)
	}
}
