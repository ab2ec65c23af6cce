package identifiers

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// Editor changes the identifiers of one kind of one user. Every resource that manages identifiers uses it, in the
// order add, make primary, remove.
type Editor struct {
	Kind   Kind
	UserID string
	Client *clerk.Client
	// Registry is that of the run; nil for none.
	Registry *registry.Registry
}

// Desired has the managed properties of an identifier. A property that is nil is not managed.
type Desired struct {
	Verified, Primary, SecondFactor *bool
	NotifyPrimaryChanged            clerk.Field[bool]
}

// Difference is what a request has to change about a held identifier. It never takes back what Clerk does not take
// back: a verification, and being primary.
func (d Desired) Difference(held Held) Change {
	var change Change
	if isTrue(d.Verified) && !held.Verified {
		change.Verified = clerk.Set(true)
	}
	if isTrue(d.Primary) && !held.Primary {
		change.Primary, change.NotifyPrimaryChanged = clerk.Set(true), d.NotifyPrimaryChanged
	}
	if d.SecondFactor != nil && *d.SecondFactor != held.SecondFactor {
		change.SecondFactor = clerk.Set(*d.SecondFactor)
	}
	return change
}

// restoring adds what an identifier was before this run removed it, where the resource does not manage that.
func (d Desired) restoring(before Held) Desired {
	restore := func(desired **bool, was bool) {
		if *desired == nil && was {
			*desired = &was
		}
	}
	restore(&d.Verified, before.Verified)
	if isTrue(d.Verified) {
		restore(&d.Primary, before.Primary)
		restore(&d.SecondFactor, before.SecondFactor)
	}
	return d
}

func isTrue(value *bool) bool { return value != nil && *value }

// TakenError is the refusal of an identifier that another user holds.
type TakenError struct {
	Holder clerk.User
	Err    error
}

// Error implements error.
func (e *TakenError) Error() string { return e.Err.Error() }

// Unwrap returns the refusal of Clerk.
func (e *TakenError) Unwrap() error { return e.Err }

// Obtain adds an identifier to the user, or changes the existing one, so that it has the desired properties. The
// returned identifier shows whether it is primary only if the request made it primary.
func (e Editor) Obtain(ctx context.Context, value string, desired Desired) (Held, error) {
	held, err := e.obtain(ctx, value, e.restored(value, desired))
	if err == nil {
		e.Registry.Obtained(e.Kind.Piece(e.UserID, value))
	}
	return held, err
}

func (e Editor) restored(value string, desired Desired) Desired {
	released, _ := e.Registry.Released(e.Kind.Piece(e.UserID, value))
	if before, ok := released.(Held); ok {
		return desired.restoring(before)
	}
	return desired
}

func (e Editor) obtain(ctx context.Context, value string, desired Desired) (Held, error) {
	create := func() (Held, error) {
		held, err := e.Kind.Create(ctx, e.Client, e.UserID, value, desired.Difference(Held{}))
		held.Primary = isTrue(desired.Primary)
		return held, err
	}
	held, err := create()
	if !clerk.IsDuplicate(err) {
		return held, err
	}
	user, readErr := e.Client.GetUser(ctx, e.UserID)
	if readErr != nil {
		return Held{}, err
	}
	if current, ok := e.Kind.ByValue(user, value); ok {
		return e.Change(ctx, current, desired)
	}
	holder, known, readErr := e.holder(ctx, value)
	switch {
	case readErr != nil:
		return Held{}, err
	case known:
		return Held{}, &TakenError{holder, err}
	default:
		// The holder gave it up after the refusal.
		return create()
	}
}

// holder finds the user that keeps the identifier from this one.
func (e Editor) holder(ctx context.Context, value string) (clerk.User, bool, error) {
	users, err := e.Client.FindUsers(ctx, clerk.UserKey(e.Kind.Param), value)
	if err != nil {
		return clerk.User{}, false, err
	}
	for _, user := range users {
		if held, ok := e.Kind.ByValue(&user, value); ok && held.Claimed() && user.ID != e.UserID {
			return user, true, nil
		}
	}
	return clerk.User{}, false, nil
}

// Change makes a held identifier as desired, with at most one request.
func (e Editor) Change(ctx context.Context, held Held, desired Desired) (Held, error) {
	change := desired.Difference(held)
	if change.IsZero() {
		return held, nil
	}
	changed, err := e.Kind.Update(ctx, e.Client, held.ID, change)
	if err != nil {
		return Held{}, err
	}
	changed.Primary = held.Primary || !change.Primary.IsZero()
	return changed, nil
}

// Successor returns the identifier that becomes primary when others are removed: a verified one, first one that a
// resource of this run manages, then the oldest.
func (e Editor) Successor(user *clerk.User, removed ...Held) (Held, bool) {
	var candidates []Held
	for _, held := range e.Kind.Held(user) {
		if held.Verified && !slices.ContainsFunc(removed, func(r Held) bool { return r.ID == held.ID }) {
			candidates = append(candidates, held)
		}
	}
	if len(candidates) == 0 {
		return Held{}, false
	}
	managed := func(held Held) int {
		if e.Registry.Held(e.Kind.Piece(e.UserID, held.Value)) {
			return 0
		}
		return 1
	}
	return slices.MinFunc(candidates, func(a, b Held) int {
		return cmp.Or(cmp.Compare(managed(a), managed(b)), cmp.Compare(a.CreatedAt, b.CreatedAt), cmp.Compare(a.ID, b.ID))
	}), true
}

// Remove removes identifiers of the user, except those that another resource of this run manages. Before the primary
// is removed, another verified identifier becomes primary. Without one, the primary is removed last.
func (e Editor) Remove(ctx context.Context, user *clerk.User, identifiers ...Held) error {
	removed := slices.DeleteFunc(slices.Clone(identifiers), func(held Held) bool {
		return e.Registry.Held(e.Kind.Piece(e.UserID, held.Value))
	})
	slices.SortStableFunc(removed, func(a, b Held) int { return cmp.Compare(rank(a), rank(b)) })
	if len(removed) > 0 && removed[len(removed)-1].Primary {
		if successor, ok := e.Successor(user, removed...); ok {
			var params clerk.UserUpdateParams
			e.Kind.SetPrimary(&params, successor.ID)
			if _, err := e.Client.UpdateUser(ctx, e.UserID, params); err != nil {
				return err
			}
		}
	}
	for _, held := range removed {
		if err := e.Kind.Delete(ctx, e.Client, e.UserID, held.ID); err != nil && !clerk.IsNotFound(err) {
			return err
		}
		e.Registry.Release(e.Kind.Piece(e.UserID, held.Value), held)
	}
	return nil
}

func rank(held Held) int {
	if held.Primary {
		return 1
	}
	return 0
}

// IsLast reports whether Clerk refused to remove an identifier because the user needs it: it is the last one, or the
// last of a kind that the instance requires.
func IsLast(err error) bool {
	refusal, ok := clerk.AsError(err)
	return ok && slices.ContainsFunc(refusal.Items, func(item clerk.ErrorItem) bool {
		return item.Code == "identification_deletion_failed" || item.Code == "last_required_identification_deletion_failed"
	})
}

// isTaken returns the user that holds a refused identifier.
func isTaken(err error) (clerk.User, bool) {
	var taken *TakenError
	if errors.As(err, &taken) {
		return taken.Holder, true
	}
	return clerk.User{}, false
}
