package users

import (
	"context"
	"fmt"
	"slices"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/identifiers"
)

// writer sends the changes of one user, one request after another.
type writer struct {
	resource *userResource
	client   *clerk.Client
	plan     *userModel
	id       string
	label    string
	// user is the user in the last answer; nil after a later request that does not return the user.
	user *clerk.User
	// seen is the user in the last answer that had one; nil for none.
	seen *clerk.User
	// credentials are the credentials that were sent.
	credentials writtenCredentials
}

// step is one request, or a few that belong together.
type step struct {
	task      string // as in "Could not …"
	attribute string // of the error if Clerk names none
	run       func(context.Context) error
}

// apply makes the changes. It stops at the first failure, and does not undo the steps before it.
//
// Bans and locks come first, unbans and unlocks last, so that an aborted run gives a user no more access than the prior
// or the new configuration. Identifiers are added before the primary changes and removed after that, so that the user
// always has one to sign in with.
func (w *writer) apply(ctx context.Context, c changes) diag.Diagnostics {
	if len(c.identifiers) > 0 {
		defer w.resource.registry.Exclusive(w.id)()
	}
	for _, s := range w.steps(c) {
		err := s.run(ctx)
		if err == nil {
			continue
		}
		holders := w.resource.holdersOf(ctx, w.plan, w.id, err)
		if holders.free() {
			if err = s.run(ctx); err == nil {
				continue
			}
			holders = w.resource.holdersOf(ctx, w.plan, w.id, err)
		}
		return w.explain(s, holders, err)
	}
	return nil
}

func (w *writer) steps(c changes) []step {
	var steps []step
	if ban, ok := c.banned.Value(); ok && ban {
		steps = append(steps, step{task: "ban " + w.label, attribute: "banned", run: w.answered(w.client.BanUser)})
	}
	if lock, ok := c.locked.Value(); ok && lock {
		steps = append(steps, step{task: "lock " + w.label, attribute: "locked", run: w.answered(w.client.LockUser)})
	}
	steps = append(steps, w.additions(c)...)
	if !c.profile.IsZero() || len(c.primariesToMove()) > 0 {
		update := func(ctx context.Context) error { return w.updateProfile(ctx, c) }
		steps = append(steps, step{task: "update " + w.label, run: update})
	}
	if !c.metadata.IsZero() {
		steps = append(steps, step{task: "replace the metadata of " + w.label, run: w.answered(
			func(ctx context.Context, id string) (*clerk.User, error) {
				return w.client.ReplaceUserMetadata(ctx, id, c.metadata)
			})})
	}
	steps = append(steps, w.removals(c)...)
	steps = append(steps, w.credentialRemovals(c)...)
	if ban, ok := c.banned.Value(); ok && !ban {
		steps = append(steps, step{task: "unban " + w.label, attribute: "banned", run: w.answered(w.client.UnbanUser)})
	}
	if lock, ok := c.locked.Value(); ok && !lock {
		steps = append(steps, step{task: "unlock " + w.label, attribute: "locked", run: w.answered(w.client.UnlockUser)})
	}
	return steps
}

// answered adapts an operation that returns the user.
func (w *writer) answered(operation func(context.Context, string) (*clerk.User, error)) func(context.Context) error {
	return func(ctx context.Context) error {
		user, err := operation(ctx, w.id)
		if err == nil {
			w.user, w.seen = user, user
		}
		return err
	}
}

// editor changes the identifiers of one kind.
func (w *writer) editor(kind identifierSet) identifiers.Editor {
	return identifiers.Editor{Kind: kind.Kind, UserID: w.id, Client: w.client, Registry: w.resource.registry}
}

func (w *writer) additions(c changes) []step {
	var steps []step
	for _, change := range c.identifiers {
		for _, value := range change.add {
			verified, primary := true, change.kind.Same(value, change.primary)
			desired := identifiers.Desired{Verified: &verified, NotifyPrimaryChanged: c.notify}
			if primary {
				desired.Primary = &primary
			}
			steps = append(steps, step{
				task:      fmt.Sprintf("add the %s %q to %s", change.kind.Noun, value, w.label),
				attribute: change.kind.set,
				run: func(ctx context.Context) error {
					w.user = nil
					_, err := w.editor(change.kind).Obtain(ctx, value, desired)
					return err
				},
			})
		}
	}
	return steps
}

// primariesToMove are the changes with a new primary that the user has already. An identifier that is added becomes
// primary when it is added.
func (c changes) primariesToMove() []identifierChange {
	return slices.DeleteFunc(slices.Clone(c.identifiers), func(change identifierChange) bool {
		return change.primary == "" || change.kind.Contains(change.add, change.primary)
	})
}

func (w *writer) updateProfile(ctx context.Context, c changes) error {
	params := c.profile
	for _, change := range c.primariesToMove() {
		identifier, err := w.identifier(ctx, change.kind, change.primary)
		if err != nil {
			return err
		}
		change.kind.SetPrimary(&params, identifier.ID)
	}
	if !params.PrimaryEmailAddressID.IsZero() {
		params.NotifyPrimaryEmailAddressChanged = c.notify
	}
	if err := w.patch(ctx, params); err != nil {
		return err
	}
	w.credentials.sent(params)
	return w.clearIgnored(ctx, params)
}

// patch sends one PATCH /users/{user_id}.
func (w *writer) patch(ctx context.Context, params clerk.UserUpdateParams) error {
	return w.answered(func(ctx context.Context, id string) (*clerk.User, error) {
		return w.client.UpdateUser(ctx, id, params)
	})(ctx)
}

// clearIgnored sends an empty text for values that the user still has after null was sent. Clerk does not document for
// every field how an instance treats null.
func (w *writer) clearIgnored(ctx context.Context, params clerk.UserUpdateParams) error {
	var again clerk.UserUpdateParams
	for _, a := range plainAttributes {
		if a.clearAgain != nil {
			a.clearAgain(&again, &params, w.user)
		}
	}
	if again.IsZero() {
		return nil
	}
	return w.patch(ctx, again)
}

func (w *writer) removals(c changes) []step {
	var steps []step
	for _, change := range c.identifiers {
		if len(change.remove) == 0 {
			continue
		}
		steps = append(steps, step{
			task:      fmt.Sprintf("remove an old %s of %s", change.kind.Noun, w.label),
			attribute: change.kind.set,
			run:       func(ctx context.Context) error { return w.removeIdentifiers(ctx, change) },
		})
	}
	return steps
}

func (w *writer) removeIdentifiers(ctx context.Context, change identifierChange) error {
	user, err := w.current(ctx)
	if err != nil {
		return err
	}
	held := slices.DeleteFunc(change.kind.claimed(user), func(identifier identifiers.Held) bool {
		return !change.kind.Contains(change.remove, identifier.Value)
	})
	if len(held) == 0 {
		return nil
	}
	w.user = nil
	return w.editor(change.kind).Remove(ctx, user, held...)
}

// current returns the user. It makes a request only if the last answer is out of date.
func (w *writer) current(ctx context.Context) (*clerk.User, error) {
	if w.user != nil {
		return w.user, nil
	}
	user, err := w.client.GetUser(ctx, w.id)
	if err != nil {
		return nil, err
	}
	w.user, w.seen = user, user
	return user, nil
}

func (w *writer) identifier(ctx context.Context, kind identifierSet, value string) (identifiers.Held, error) {
	user, err := w.current(ctx)
	if err != nil {
		return identifiers.Held{}, err
	}
	identifier, ok := kind.ByValue(user, value)
	if !ok {
		return identifiers.Held{}, fmt.Errorf(
			"the user no longer holds the %s %q, so it cannot become primary; run terraform plan again",
			kind.Noun,
			value,
		)
	}
	return identifier, nil
}

func (w *writer) explain(s step, holders taken, err error) diag.Diagnostics {
	failure := diagnostics.Failure{Task: s.task, Attributes: paramAttributes}
	if s.attribute != "" {
		attribute := path.Root(s.attribute)
		failure.DefaultAttribute = &attribute
	}
	return holders.explain(failure, err)
}
