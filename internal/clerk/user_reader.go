package clerk

import (
	"context"
	"maps"
	"sync"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/batch"
)

// ReadUser retrieves a user for a refresh: GET /users/{user_id}, or GET /users for many at once. An unknown id is an
// *Error for which IsNotFound is true. This error always comes from a request for the id alone.
//
// Reads at about the same time become one request, and users that were read or found in the last minute are not
// requested again. When the requests cost as much as listing the whole instance, the client lists the instance once,
// and answers reads from this snapshot for a minute. The number of requests is at most about twice the minimum. A user
// that this client has changed since is never read from an older answer. With WithIndividualReads, ReadUser is the same
// as GetUser.
func (c *Client) ReadUser(ctx context.Context, id string) (*User, error) {
	if c.reader == nil {
		return c.GetUser(ctx, id)
	}
	return c.reader.read(ctx, id)
}

// ReadUsersWith returns all users with a value, as FindUsers does, from the same batches and the same snapshot as
// ReadUser. That no user has a value always comes from a new request. With WithIndividualReads, it is the same as
// FindUsers.
func (c *Client) ReadUsersWith(ctx context.Context, by UserKey, value string) ([]User, error) {
	if c.reader == nil {
		return c.FindUsers(ctx, by, value)
	}
	finder, err := finderOf(c.reader.finders, by, value)
	if err != nil {
		return nil, err
	}
	value = by.normal(value)
	if users := c.reader.cache.find(by, value); users != nil {
		return users, nil
	}
	return c.searchIn(ctx, finder, by, value)
}

// userReader reads users in batches, or from a snapshot of all users. It takes the snapshot when the batched requests
// have cost as much as the snapshot costs.
type userReader struct {
	client  *Client
	finders finders
	cache   *userCache
	// updating is held during a check or an update of the snapshot.
	updating chan struct{}

	mu       sync.Mutex
	requests int // requests since the last snapshot
	pages    int // cost of a snapshot in requests; 0 if unknown
}

func newUserReader(c *Client) *userReader {
	r := &userReader{client: c, updating: make(chan struct{}, 1), cache: newUserCache(c.clock)}
	r.finders = newFinders(r.fetch)
	return r
}

func (r *userReader) read(ctx context.Context, id string) (*User, error) {
	if users := r.cache.find(UserID, id); users != nil {
		return &users[0], nil
	}
	answer, err := r.finders[UserID].Get(ctx, id)
	switch {
	case err != nil && !(isRefusedBatch(err) && ctx.Err() == nil):
		return nil, err
	case err == nil && len(answer.users) > 0:
		user := answer.users[0]
		return &user, nil
	}
	moment := r.cache.moment()
	user, err := r.client.GetUser(ctx, id)
	if err != nil {
		return nil, err
	}
	r.cache.add(UserID, map[string]lookup{id: {users: []User{*user}}}, moment)
	return user, nil
}

// fetch finds the users of a batch in the cache, and the others with one request.
func (r *userReader) fetch(ctx context.Context, by UserKey, values []string) (map[string]lookup, error) {
	if err := r.updateSnapshot(ctx); err != nil {
		return nil, err
	}
	answers := map[string]lookup{}
	var missing []string
	for _, value := range values {
		if users := r.cache.find(by, value); users != nil {
			answers[value] = lookup{users: users, complete: true}
		} else {
			missing = append(missing, value)
		}
	}
	if len(missing) == 0 {
		return answers, nil
	}
	r.countRequest()
	if len(missing) == 1 && by == UserID {
		return answers, nil // read requests each user without an answer separately
	}
	moment := r.cache.moment()
	found, err := r.client.findBatch(ctx, by, missing)
	r.cache.add(by, found, moment)
	maps.Copy(answers, found)
	return answers, err
}

func (r *userReader) countRequest() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests++
}

// finders have a coalescer of searches for each key.
type finders map[UserKey]*batch.Coalescer[string, lookup]

func newFinders(search func(ctx context.Context, by UserKey, values []string) (map[string]lookup, error)) finders {
	all := finders{}
	for key := range userValues {
		all[key] = batch.New(func(ctx context.Context, values []string) (map[string]lookup, error) {
			return search(ctx, key, values)
		}, batchOptions)
	}
	return all
}
