package clerk

import (
	"context"
	"maps"
	"sync"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/batch"
)

// ReadUser retrieves a user for a refresh: GET /users/{user_id}, or GET /users for many at once. An unknown id is an
// *Error for which IsNotFound is true. This error always comes from a request for the id alone.
//
// Reads at about the same time become one request. When these requests cost as much as listing the whole instance, the
// client lists the instance once, and answers reads from this snapshot for a minute. The number of requests is at most
// about twice the minimum. A user that this client has changed since is never read from an older list. With
// WithIndividualReads, ReadUser is the same as GetUser.
func (c *Client) ReadUser(ctx context.Context, id string) (*User, error) {
	if c.reader == nil {
		return c.GetUser(ctx, id)
	}
	return c.reader.read(ctx, id)
}

// userReader reads users in batches, or from a snapshot of all users. It takes the snapshot when the batched requests
// have cost as much as the snapshot costs.
type userReader struct {
	client *Client
	batch  *batch.Coalescer[string, lookup]
	// updating is held during a check or an update of the snapshot.
	updating chan struct{}

	mu       sync.Mutex
	requests int // requests since the last snapshot
	pages    int // cost of a snapshot in requests; 0 if unknown
	snapshot map[string]*User
	expires  time.Time
	// written has the users that were written since the snapshot was started. unattributedWrites counts writes with an
	// unknown user id; each one invalidates the snapshot.
	written            map[string]bool
	unattributedWrites int
}

func newUserReader(c *Client) *userReader {
	r := &userReader{client: c, updating: make(chan struct{}, 1), written: map[string]bool{}}
	r.batch = batch.New(r.fetch, batchOptions)
	return r
}

func (r *userReader) read(ctx context.Context, id string) (*User, error) {
	if user := r.fromSnapshot(id); user != nil {
		return user, nil
	}
	answer, err := r.batch.Get(ctx, id)
	switch {
	case err != nil && !(isRefusedBatch(err) && ctx.Err() == nil):
		return nil, err
	case err == nil && len(answer.users) > 0:
		user := answer.users[0]
		return &user, nil
	}
	return r.client.GetUser(ctx, id)
}

// fetch reads the users of a batch from the snapshot, and the others with one request.
func (r *userReader) fetch(ctx context.Context, ids []string) (map[string]lookup, error) {
	if err := r.updateSnapshot(ctx); err != nil {
		return nil, err
	}
	answers := map[string]lookup{}
	var missing []string
	for _, id := range ids {
		if user := r.fromSnapshot(id); user != nil {
			answers[id] = lookup{users: []User{*user}}
		} else {
			missing = append(missing, id)
		}
	}
	if len(missing) == 0 {
		return answers, nil
	}
	r.countRequest()
	if len(missing) == 1 {
		return answers, nil // read requests each user without an answer separately
	}
	found, err := r.client.findBatch(ctx, UserID, missing)
	maps.Copy(answers, found)
	return answers, err
}

func (r *userReader) countRequest() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.requests++
}
