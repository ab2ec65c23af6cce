package actionbase

import (
	"context"
	"fmt"
	"slices"
	"strings"

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
	// Prefix; with an empty one, every id is accepted.
	Input, InputDescription string
	Prefix                  string
	// OtherPrefix is the prefix of another id of the object, which Send does not accept. It can be empty.
	OtherPrefix string
	// Verb and Done are for messages, such as "delete" and "deleted".
	Verb, Done string
	// Held returns the objects of the kind that the user has.
	Held func(ctx context.Context, client *clerk.Client, userID string) ([]Held, error)
	Send func(client *clerk.Client, ctx context.Context, userID, id string) error
}

// Held is one object that a user has.
type Held struct {
	ID     string   // the id that Send accepts
	Others []string // other ids of the object
}

func (h Held) isNamed(id string) bool { return h.ID == id || slices.Contains(h.Others, id) }

// HeldBy returns a Held of a Removal for objects that are part of the user.
func HeldBy(
	objects func(*clerk.User) []Held,
) func(ctx context.Context, client *clerk.Client, userID string) ([]Held, error) {
	return func(ctx context.Context, client *clerk.Client, userID string) ([]Held, error) {
		user, err := client.GetUser(ctx, userID)
		if err != nil {
			return nil, err
		}
		return objects(user), nil
	}
}

// Action returns the removal as an action.
func (r Removal) Action() Action {
	prefixes := slices.DeleteFunc([]string{r.Prefix, r.OtherPrefix}, func(prefix string) bool { return prefix == "" })
	return Action{
		Name: r.Name, Description: r.Description,
		Inputs: map[string]schema.Attribute{userID: UserID(), r.Input: ID(r.InputDescription, r.Object, prefixes...)},
		Do:     func(ctx context.Context, i *Invocation) { (&removalRun{Invocation: i, Removal: r}).do(ctx) },
	}
}

// removalRun is one run of a removal.
type removalRun struct {
	*Invocation
	Removal
}

// do reads the objects of the user only for an id that Send does not accept, and after a 404.
func (r *removalRun) do(ctx context.Context) {
	id := r.Text(r.Input)
	if r.OtherPrefix != "" && strings.HasPrefix(id, r.OtherPrefix) {
		held, ok := r.find(ctx, id)
		if !ok {
			return
		}
		id = held.ID
	}
	err := r.Send(r.Client, ctx, r.UserID(), id)
	switch {
	case err == nil:
		r.Progress("Done: the %s %s of the user %s is %s.", r.Object, r.Text(r.Input), r.UserID(), r.Done)
	case clerk.IsNotFound(err):
		if _, ok := r.find(ctx, id); ok {
			r.Fail(Failure{Task: r.task(), Input: r.Input, Missing: r.stillHeld()}, err)
		}
	default:
		r.Fail(Failure{Task: r.task(), Input: r.Input}, err)
	}
}

// find returns the object of the user with the id. Otherwise it ends the action: a missing object is no error, and a
// missing user is one.
func (r *removalRun) find(ctx context.Context, id string) (Held, bool) {
	held, err := r.Held(ctx, r.Client, r.UserID())
	if err != nil {
		r.Fail(Failure{Task: r.task(), Input: userID, Missing: NoSuchUser}, err)
		return Held{}, false
	}
	at := slices.IndexFunc(held, func(h Held) bool { return h.isNamed(id) })
	if at < 0 {
		r.Progress("Nothing to do: the user %s has no %s %s.", r.UserID(), r.Object, r.Text(r.Input))
		return Held{}, false
	}
	return held[at], true
}

func (r *removalRun) task() string {
	return fmt.Sprintf("%s the %s %s of the user %s", r.Verb, r.Object, r.Text(r.Input), r.UserID())
}

// stillHeld is advice for an object that the user has and that Clerk does not find.
func (r *removalRun) stillHeld() string {
	return fmt.Sprintf(
		"The user still has this %s, so nothing was %s. Invoke the action again. If it fails again, %s the "+
			"%s in the Clerk Dashboard.",
		r.Object,
		r.Done,
		r.Verb,
		r.Object,
	)
}
