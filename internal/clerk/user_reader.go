package clerk

import (
	"context"
	"maps"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/batch"
)

const (
	// snapshotLife bounds how old an answer from a snapshot can be.
	snapshotLife = time.Minute
	// maxSnapshotPages is what fits into memory: 100,000 users take about 300 MB.
	maxSnapshotPages = 200
)

// ReadUser retrieves a user for a refresh: GET /users/{user_id}, or GET /users for many at once. An unknown id is an
// *Error for which IsNotFound is true, always from a request for that id alone.
//
// Reads that are made at about the same time become one request. When as many requests have been sent as listing the
// whole instance would take, it is listed, and for a minute further reads are answered from that. So the requests stay
// within about twice the fewest possible, whoever in the instance is read. What this client has written since is never
// answered from a list made before. WithIndividualReads makes ReadUser the same as GetUser.
func (c *Client) ReadUser(ctx context.Context, id string) (*User, error) {
	if c.reader == nil {
		return c.GetUser(ctx, id)
	}
	return c.reader.read(ctx, id)
}

// userReader reads users by the ski-rental rule: it rents (a request for some users) until renting has cost as much as
// buying (a list of all users).
type userReader struct {
	client *Client
	rented *batch.Coalescer[string, found]
	turn   chan struct{} // held by whoever decides or buys

	mu       sync.Mutex
	rents    int // since the last purchase
	pages    int // of the instance, as counted once; 0 before that
	snapshot map[string]*User
	expires  time.Time
	// written are users who were written since the snapshot was begun; overhauls counts writes to nobody knows whom.
	written   map[string]bool
	overhauls int
}

func newUserReader(c *Client) *userReader {
	r := &userReader{client: c, turn: make(chan struct{}, 1), written: map[string]bool{}}
	r.rented = batch.New(r.fetch, gathering)
	return r
}

func (r *userReader) read(ctx context.Context, id string) (*User, error) {
	if user := r.remembered(id); user != nil {
		return user, nil
	}
	answer, err := r.rented.Get(ctx, id)
	switch {
	case err != nil && !(isRefusedBatch(err) && ctx.Err() == nil):
		return nil, err
	case err == nil && len(answer.users) > 0:
		user := answer.users[0]
		return &user, nil
	}
	return r.client.GetUser(ctx, id)
}

// remembered returns the user from the snapshot, or nil.
func (r *userReader) remembered(id string) *User {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.client.clock.Now().After(r.expires) {
		r.snapshot = nil
	}
	user, known := r.snapshot[id]
	if !known || r.written[id] {
		return nil
	}
	own := *user
	return &own
}

// fetch answers a batch: from the snapshot, which it buys when it is time, and otherwise with one request.
func (r *userReader) fetch(ctx context.Context, ids []string) (map[string]found, error) {
	if err := r.decide(ctx); err != nil {
		return nil, err
	}
	answers := map[string]found{}
	var left []string
	for _, id := range ids {
		if user := r.remembered(id); user != nil {
			answers[id] = found{users: []User{*user}}
		} else {
			left = append(left, id)
		}
	}
	if len(left) == 0 {
		return answers, nil
	}
	r.rent()
	if len(left) == 1 {
		return answers, nil // its reader asks for it alone, as for everybody who is not in the answers
	}
	rented, err := r.client.findTogether(ctx, UserID, left)
	maps.Copy(answers, rented)
	return answers, err
}

func (r *userReader) rent() {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.rents++
}

// decide buys the snapshot when it is time. Others wait meanwhile.
func (r *userReader) decide(ctx context.Context) error {
	select {
	case r.turn <- struct{}{}:
		defer func() { <-r.turn }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if r.worthBuying(ctx) {
		r.buy(ctx)
	}
	return ctx.Err()
}

// worthBuying compares what was paid with the price, which the second request asks for: one is never dearer.
func (r *userReader) worthBuying(ctx context.Context) bool {
	r.mu.Lock()
	rents, pages, has := r.rents, r.pages, r.snapshot != nil && r.client.clock.Now().Before(r.expires)
	r.mu.Unlock()
	if has || rents == 0 {
		return false
	}
	if pages == 0 {
		count, err := r.client.CountUsers(ctx, UserListParams{})
		if err != nil {
			return false
		}
		pages = max(1, int((count+pageSize-1)/pageSize))
		r.mu.Lock()
		r.pages = pages
		r.mu.Unlock()
	}
	return rents >= pages && pages <= maxSnapshotPages
}

// buy lists all users. When that fails, or users are written meanwhile of whom nobody knows who they are, renting goes
// on and has to cost the price once more.
func (r *userReader) buy(ctx context.Context) {
	r.mu.Lock()
	r.rents, r.written = 0, map[string]bool{}
	pages, overhauls := r.pages, r.overhauls
	r.mu.Unlock()

	users, err := r.client.listPages(ctx, pages)
	if err != nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.overhauls == overhauls {
		r.snapshot, r.expires = users, r.client.clock.Now().Add(snapshotLife)
	}
}

// listPages lists the newest users, up to a number of pages.
func (c *Client) listPages(ctx context.Context, pages int) (map[string]*User, error) {
	users := map[string]*User{}
	var before []string
	for range pages {
		page, err := c.pageAfter(ctx, UserListParams{Limit: pageSize, OrderBy: "-created_at"}, before)
		if err != nil {
			return nil, err
		}
		for i := range page {
			users[page[i].ID] = &page[i]
		}
		if before = idsOf(page); len(before) == 0 {
			break
		}
	}
	return users, nil
}

// wrote takes out of the snapshot whom a request may have changed.
func (r *userReader) wrote(op operation, ids []string) {
	if op.method == http.MethodGet {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	switch {
	case strings.HasPrefix(op.pattern, "/users/{user_id}") && len(ids) > 0:
		r.written[ids[0]] = true
	case strings.HasPrefix(op.pattern, "/users/"),
		strings.HasPrefix(op.pattern, "/email_addresses"),
		strings.HasPrefix(op.pattern, "/phone_numbers"):
		r.snapshot = nil
		r.overhauls++
	}
}
