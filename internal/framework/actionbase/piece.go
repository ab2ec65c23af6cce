package actionbase

import (
	"context"
	"fmt"

	"github.com/hashicorp/terraform-plugin-framework/action/schema"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// Piece is an action that takes one thing from a user.
type Piece struct {
	// Name and Description are those of the Action.
	Name, Description string
	// Object is what is taken, such as passkey.
	Object string
	// Input names it. Its id begins with one of Prefixes; without any, with anything.
	Input, InputDescription string
	Prefixes                []string
	// Verb and Done tell of it, such as "delete" and "deleted".
	Verb, Done string
	Send       func(client *clerk.Client, ctx context.Context, userID, id string) error
}

// Action returns the piece as an action.
func (p Piece) Action() Action {
	return Action{
		Name: p.Name, Description: p.Description,
		Inputs: map[string]schema.Attribute{userID: UserID(), p.Input: ID(p.InputDescription, p.Object, p.Prefixes...)},
		Do:     p.do,
	}
}

// do asks for the user only when Clerk does not know the two of them, to tell
// which of them it is.
func (p Piece) do(ctx context.Context, i *Invocation) {
	id := i.Text(p.Input)
	task := fmt.Sprintf("%s the %s %s of the user %s", p.Verb, p.Object, id, i.UserID())
	err := p.Send(i.Client, ctx, i.UserID(), id)
	switch {
	case err == nil:
		i.Progress("Done: the %s %s of the user %s is %s.", p.Object, id, i.UserID(), p.Done)
	case clerk.IsNotFound(err):
		if _, ok := i.User(ctx, task); ok {
			i.Progress("Nothing to do: the user %s has no %s %s, or no longer.", i.UserID(), p.Object, id)
		}
	default:
		i.Fail(Failure{Task: task, Input: p.Input}, err)
	}
}
