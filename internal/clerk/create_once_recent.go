package clerk

import (
	"context"
	"errors"
	"slices"
	"sync"
	"time"
)

// recentFor is the time for which Clerk can answer from a copy of its data that does not have a new object.
const recentFor = 10 * time.Second

// recent are the users and organizations that this client has created, with the time.
type recent struct {
	clock Clock

	mu      sync.Mutex
	created map[string]time.Time
}

func (r *recent) add(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.created[id] = r.clock.Now()
}

// misses reports whether a create was refused because it did not find one of these objects, which this client has just
// created. A create with an unknown result is never sent again, whatever the search has found. A role is not such an
// object.
func (r *recent) misses(err error, ids []string) bool {
	var unknown *AmbiguousCreateError
	refusal, ok := AsError(err)
	if !ok || errors.As(err, &unknown) || !IsNotFound(err) && !HasCode(err, codeCreatorNotFound) ||
		slices.ContainsFunc(refusal.Items, func(item ErrorItem) bool { return item.Param == "role" }) {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(ids, func(id string) bool {
		at, created := r.created[id]
		return created && r.clock.Now().Sub(at) < recentFor
	})
}

// repeatUntilSeen repeats a create that does not find an object that this client has just created. ids are the objects
// to which the create refers.
func repeatUntilSeen[T any](ctx context.Context, c *Client, ids []string, create func() (*T, error)) (*T, error) {
	for attempt := 0; ; attempt++ {
		made, err := create()
		if err == nil || attempt >= min(c.maxRetries, repeatedSearches) || !c.recent.misses(err, ids) ||
			c.pause(ctx, attempt, nil) != nil {
			return made, err
		}
	}
}
