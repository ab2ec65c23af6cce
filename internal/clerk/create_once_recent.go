package clerk

import (
	"context"
	"slices"
	"sync"
)

// recent are the ids of the users and organizations that this client has created. Clerk can answer a create from a copy
// of its data that does not have them yet.
type recent struct {
	mu  sync.Mutex
	ids map[string]bool
}

func (r *recent) add(id string) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.ids[id] = true
}

// misses reports whether a create failed because it did not find one of these objects, although this client has just
// created one of them.
func (r *recent) misses(err error, ids []string) bool {
	if !IsNotFound(err) && !HasCode(err, codeCreatorNotFound) {
		return false
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	return slices.ContainsFunc(ids, func(id string) bool { return r.ids[id] })
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
