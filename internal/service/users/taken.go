package users

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
	"github.com/clerk-users/terraform-provider-clerk/internal/service/internal/registry"
)

// taken has the users that hold the identifiers that Clerk has refused as taken.
type taken struct {
	registry *registry.Registry
	// params are the refused parameters, such as email_address.
	params []string
	// read says that the holders could be read.
	read    bool
	holders []clerk.User
	// writes says that an existing user was to get the identifier, adopts that its resource has adopt_existing.
	writes, adopts bool
}

// holdersOf reads the users that hold identifiers which an error of the API reports as taken. ownID is the user being
// updated, "" for a new one.
func (r *userResource) holdersOf(ctx context.Context, plan *userModel, ownID string, err error) taken {
	found := taken{registry: r.registry, writes: ownID != "", adopts: plan.AdoptExisting.ValueBool()}
	apiError, ok := clerk.AsError(err)
	if !ok {
		return found
	}
	for _, item := range apiError.Items {
		if item.IsDuplicate() {
			found.params = append(found.params, item.Param)
		}
	}
	refused := slices.DeleteFunc(
		lookups(plan),
		func(l lookup) bool { return !slices.Contains(found.params, string(l.by)) },
	)
	users, err := usersWith(ctx, r.client.FindUsers, refused)
	// The lookup only improves the message: without it the usual advice is shown.
	found.read = err == nil && len(refused) > 0
	// Clerk does not count a holder that has not verified the value.
	found.holders = slices.DeleteFunc(proven(users, plan), func(user clerk.User) bool { return user.ID == ownID })
	return found
}

// free reports whether identifiers were taken and no user holds them any longer.
func (t taken) free() bool { return t.read && len(t.holders) == 0 }

// explain describes an error of the API. Several identifiers that one user holds are one mistake and one error.
func (t taken) explain(failure diagnostics.Failure, err error) diag.Diagnostics {
	apiError, ok := clerk.AsError(err)
	if !ok || len(t.holders) == 0 {
		return failure.Diagnostics(err)
	}
	failure.Advice = func(item clerk.ErrorItem) string {
		if !item.IsDuplicate() {
			return ""
		}
		return t.advice()
	}
	once := *apiError
	once.Items = nil
	duplicate := false
	for _, item := range apiError.Items {
		if item.IsDuplicate() && duplicate && len(t.holders) == 1 {
			continue
		}
		duplicate = duplicate || item.IsDuplicate()
		once.Items = append(once.Items, item)
	}
	return failure.Diagnostics(&once)
}

// advice is the remedy for the holders.
func (t taken) advice() string {
	var text strings.Builder
	imports := false
	for _, user := range t.holders {
		if managed, ok := t.registry.Find(user.ID); ok {
			text.WriteString(managedAdvice(user, managed))
			continue
		}
		imports = true
		fmt.Fprintf(
			&text,
			"%s holds it%s. To manage that user here, import it (put this resource's own address after \"to\"):\n\n"+
				"import {\n  to = clerk_user.example\n  id = %q\n}\n\n",
			user.ID,
			alsoKnownAs(user),
			user.ID,
		)
	}
	switch {
	case !imports:
	case t.writes:
		text.WriteString(
			"If another clerk_user of this configuration manages that user, remove the value from one of the two. " +
				"If this configuration removes the value from that user, apply again: the value is free then. Or set another " +
				"value.",
		)
	case t.adopts:
		text.WriteString("Or set another value.")
	default:
		text.WriteString(
			"If another clerk_user of this configuration manages that user, remove the value from one of the two instead. " +
				"Or set adopt_existing = true to adopt the user when the plan is applied, or set another value.",
		)
	}
	return strings.TrimSpace(text.String())
}

// managedAdvice is about a holder that the same run manages: importing or adopting it would manage it twice.
func managedAdvice(user clerk.User, managed registry.User) string {
	if managed.Action == registry.Destroy {
		return fmt.Sprintf(
			"%s holds it%s, and this run destroys that user. If its resource was renamed to this one, use a moved block:%s"+
				"\n\nOtherwise apply again: the value is free then.\n\n",
			user.ID,
			alsoKnownAs(user),
			movedBlock,
		)
	}
	return fmt.Sprintf(
		"%s holds it%s, and another clerk_user of this run manages that user. Remove the value, or the resource, from one "+
			"of the two. If the other resource was renamed to this one, use a moved block:%s\n\n",
		user.ID,
		alsoKnownAs(user),
		movedBlock,
	)
}

func alsoKnownAs(user clerk.User) string {
	var observed userModel
	if err := observed.observe(&user); err != nil {
		return ""
	}
	if handle := handleOf(&observed); handle != user.ID {
		return " (" + shortened(handle) + ")"
	}
	return ""
}
