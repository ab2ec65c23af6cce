package clerk

import (
	"context"
	"fmt"
	"net/http"
	"sync"
	"time"
)

// unrelatedObjectError reports an object that has the requested values but does not come from this create.
type unrelatedObjectError struct {
	noun, id string
	reason   string
}

func (e *unrelatedObjectError) Error() string {
	return fmt.Sprintf("%s %s has the requested values, but %s", e.noun, e.id, e.reason)
}

// createSearch describes how the object of a create with an unknown result is found.
type createSearch[T any] struct {
	noun string // such as "the organization"
	// list lists objects. The header of its answer has the time of the server.
	list func(ctx context.Context) ([]T, *answer, error)
	// matches reports whether a listed object can come from the create at all. Lists return others, too.
	matches func(*T) bool
	// differs returns the reason why an object that matches cannot come from the create, "" if it can.
	differs   func(*T) string
	createdAt func(*T) UnixMilli
	// needs are the ids of the objects to which the create refers.
	needs []string
}

// createObject sends a create until its result is known. If the result is unknown, it searches for an object that has
// the requested values and was created since. fault returns an error for an answer about another object. A create that
// does not find an object that this client has just created is repeated.
func createObject[T any, P interface {
	*T
	object
}](ctx context.Context, c *Client, op operation, r request, fault func(*T) error, search createSearch[T]) (*T, error) {
	return repeatUntilSeen(ctx, c, search.needs, func() (*T, error) {
		made, _, err := createOnce(ctx, c, op,
			func(cl *call) (*T, error) {
				made, err := sendCallForObject[T, P](ctx, c, cl, r)
				if err == nil {
					if wrong := fault(made); wrong != nil {
						return nil, newDecodeError(op, cl.answer, wrong)
					}
				}
				return made, err
			},
			func(ctx context.Context, began time.Time) (*T, error) {
				return findCreated[T, P](ctx, search, began)
			})
		return made, err
	})
}

// findCreated searches for the object that an attempt since began may have created.
func findCreated[T any, P interface {
	*T
	object
}](ctx context.Context, search createSearch[T], began time.Time) (*T, error) {
	candidates, answer, err := search.list(ctx)
	if err != nil {
		return nil, fmt.Errorf("the search for %s failed: %w", search.noun, err)
	}
	var unrelated *unrelatedObjectError
	for i := range candidates {
		if !search.matches(&candidates[i]) {
			continue
		}
		reason := search.differs(&candidates[i])
		if reason == "" {
			reason = whyBefore(search.createdAt(&candidates[i]).Time(), answer, began)
		}
		if reason == "" {
			return &candidates[i], nil
		}
		unrelated = &unrelatedObjectError{noun: search.noun, id: P(&candidates[i]).identity(), reason: reason}
	}
	if unrelated != nil {
		return nil, unrelated
	}
	return nil, nil
}

// whyBefore returns the reason why an object may have existed before the first attempt began, "" if it did not.
// Timestamps are compared with the server's clock. The local clock only measures the time since the first attempt.
func whyBefore(createdAt time.Time, a *answer, began time.Time) string {
	date, err := http.ParseTime(a.header.Get("Date"))
	switch {
	case err != nil:
		return "the answer has no valid header Date, so it is unknown whether this request created it"
	case createdAt.Before(date.Add(-a.receivedAt.Sub(began) - clockSlack)):
		return "it existed before the request was sent"
	}
	return ""
}

// turns lets one caller at a time create objects with one name. Two creates of objects with equal values could
// otherwise find the object of the other one.
type turns struct {
	mu     sync.Mutex
	byName map[string]chan struct{}
}

// take waits for the turn, and returns what ends it. It is a channel and not a mutex, so that tests with a virtual
// clock recognize the wait.
func (t *turns) take(ctx context.Context, name string) (end func(), err error) {
	t.mu.Lock()
	turn := t.byName[name]
	if turn == nil {
		turn = make(chan struct{}, 1)
		t.byName[name] = turn
	}
	t.mu.Unlock()
	select {
	case turn <- struct{}{}:
		return func() { <-turn }, nil
	case <-ctx.Done():
		return nil, ctx.Err()
	}
}

// searchPage requests one page of a list for a createSearch.
func searchPage[T any](ctx context.Context, c *Client, list operation, r request) ([]T, *answer, error) {
	cl := &call{operation: list}
	page, err := sendCallForPage[T](ctx, c, cl, r)
	if err != nil {
		return nil, nil, err
	}
	return page.Data, cl.answer, nil
}
