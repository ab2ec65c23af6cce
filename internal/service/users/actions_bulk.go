package users

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/actionbase"
	"github.com/clerk-users/terraform-provider-clerk/internal/framework/diagnostics"
)

const (
	// bulkBatch is how many users Clerk changes in one request.
	bulkBatch = 50
	// bulkLookup is how many users one request looks up.
	bulkLookup = 100
)

// bulk describes the request of an operation for many users.
type bulk struct {
	task  string // completes "Could not … 3 users"
	state string // completes "2 of 3 users are …"
	send  func(*clerk.Client, context.Context, []string) ([]clerk.User, error)
}

// bulkRun is one run of a bulk operation.
type bulkRun struct {
	*actionbase.Invocation
	operation operation
	total     int
	done      []string // users in the state of the operation
	due       []string // users that are not yet in it
	missing   []string // users that do not exist
}

// do changes no user if one of them does not exist: its id is probably a mistake.
func (r *bulkRun) do(ctx context.Context, ids []string) {
	if len(ids) == 0 {
		r.Progress("Nothing to do: user_ids is empty.")
		return
	}
	for batch := range slices.Chunk(ids, bulkLookup) {
		if err := r.look(ctx, batch); err != nil {
			notReached := slices.DeleteFunc(slices.Clone(ids), func(id string) bool { return slices.Contains(r.done, id) })
			r.Fail(actionbase.Failure{
				Task: "look up " + diagnostics.Count(r.total, "user"), Input: "user_ids", Note: r.account(nil, notReached),
			}, err)
			return
		}
	}
	if len(r.missing) > 0 {
		r.FailOn(
			"user_ids",
			"Could not "+r.task(),
			fmt.Sprintf(
				"The instance has no such users: %s. Remove them from user_ids. No user was changed.",
				strings.Join(r.missing, ", "),
			),
		)
		return
	}
	if len(r.done) > 0 {
		r.Progress("%s already.", r.share())
	}
	for rest := r.due; len(rest) > 0; {
		batch := rest[:min(bulkBatch, len(rest))]
		rest = rest[len(batch):]
		if !r.send(ctx, batch, rest) {
			return
		}
		r.Progress("%s.", r.share())
	}
}

// look finds the users of a batch that are in the state already. A user that is not in the list is read by id before it
// is reported as missing.
func (r *bulkRun) look(ctx context.Context, ids []string) error {
	users, err := r.Client.ListUsers(ctx, clerk.UserListParams{UserIDs: ids, Limit: len(ids)})
	if err != nil {
		return err
	}
	held := map[string]*clerk.User{}
	for i := range users {
		held[users[i].ID] = &users[i]
	}
	for _, id := range ids {
		user, err := held[id], error(nil)
		if user == nil {
			user, err = r.Client.GetUser(ctx, id)
		}
		switch {
		case clerk.IsNotFound(err):
			r.missing = append(r.missing, id)
		case err != nil:
			return err
		case r.operation.holds(user):
			r.done = append(r.done, id)
		default:
			r.due = append(r.due, id)
		}
	}
	return nil
}

// send changes one batch. rest are the users after it.
func (r *bulkRun) send(ctx context.Context, batch, rest []string) bool {
	users, err := r.operation.bulk.send(r.Client, ctx, batch)
	if err != nil {
		r.Fail(actionbase.Failure{
			Task: r.task(), Input: "user_ids", Note: r.account(batch, rest),
			Missing: "One of the users was deleted meanwhile. Invoke the action again.",
		}, err)
		return false
	}
	var left []string
	for _, id := range batch {
		if slices.ContainsFunc(users, func(u clerk.User) bool { return u.ID == id && r.operation.holds(&u) }) {
			r.done = append(r.done, id)
		} else {
			left = append(left, id)
		}
	}
	if len(left) > 0 {
		r.FailOn(
			"user_ids",
			"Could not "+r.task(),
			fmt.Sprintf(
				"Clerk accepted the request, but its answer does not show all users as %s. Invoke the action again.\n\n%s",
				r.operation.bulk.state,
				r.account(left, rest),
			),
		)
		return false
	}
	return true
}

func (r *bulkRun) task() string {
	return fmt.Sprintf("%s %s", r.operation.bulk.task, diagnostics.Count(r.total, "user"))
}

// share says how many users are in the state of the operation.
func (r *bulkRun) share() string {
	return fmt.Sprintf("%d of %s %s %s", len(r.done), diagnostics.Count(r.total, "user"), diagnostics.Be(r.total),
		r.operation.bulk.state)
}

// account reports the progress of the action, and names users without a result.
func (r *bulkRun) account(unconfirmed, notReached []string) string {
	lines := []string{r.share() + "."}
	if len(unconfirmed) > 0 {
		lines = append(lines, "Users without a confirmation "+named(unconfirmed))
	}
	if len(notReached) > 0 {
		lines = append(lines, "Users that were not processed "+named(notReached))
	}
	return strings.Join(append(lines, "Repeating the action is safe: it changes only the remaining users."), "\n")
}

// mostNamed is how many users an error names.
const mostNamed = 10

// named counts users and names the first of them.
func named(ids []string) string {
	names, more := ids, ""
	if len(ids) > mostNamed {
		names, more = ids[:mostNamed], fmt.Sprintf(" and %d more", len(ids)-mostNamed)
	}
	return fmt.Sprintf("(%d): %s%s.", len(ids), strings.Join(names, ", "), more)
}
