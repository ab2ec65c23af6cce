package clerk

import (
	"context"
	"net/http"
	"strings"
	"time"
)

const (
	// snapshotLife is the maximum age of a snapshot.
	snapshotLife = time.Minute
	// maxSnapshotPages limits the memory of a snapshot: 100,000 users take about 300 MB.
	maxSnapshotPages = 200
)

// fromSnapshot returns a copy of the user in the snapshot, or nil.
func (r *userReader) fromSnapshot(id string) *User {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.client.clock.Now().After(r.expires) {
		r.snapshot = nil
	}
	user, known := r.snapshot[id]
	if !known || r.written[id] {
		return nil
	}
	result := *user
	return &result
}

// updateSnapshot takes a snapshot if it is due. Parallel calls wait for it.
func (r *userReader) updateSnapshot(ctx context.Context) error {
	select {
	case r.updating <- struct{}{}:
		defer func() { <-r.updating }()
	case <-ctx.Done():
		return ctx.Err()
	}
	if r.isSnapshotDue(ctx) {
		r.takeSnapshot(ctx)
	}
	return ctx.Err()
}

// isSnapshotDue reports whether the requests since the last snapshot cost as much as a snapshot. The users are counted
// before the second request, because for one request a snapshot is never cheaper.
func (r *userReader) isSnapshotDue(ctx context.Context) bool {
	r.mu.Lock()
	requests, pages, isValid := r.requests, r.pages, r.snapshot != nil && r.client.clock.Now().Before(r.expires)
	r.mu.Unlock()
	if isValid || requests == 0 {
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
	return requests >= pages && pages <= maxSnapshotPages
}

// takeSnapshot lists all users. If this fails, or an unattributed write happens meanwhile, reads continue in batches
// until the next snapshot is due.
func (r *userReader) takeSnapshot(ctx context.Context) {
	r.mu.Lock()
	r.requests, r.written = 0, map[string]bool{}
	pages, writes := r.pages, r.unattributedWrites
	r.mu.Unlock()

	users, err := r.client.listPages(ctx, pages)
	if err != nil {
		return
	}
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.unattributedWrites == writes {
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

// invalidate removes the users from the snapshot that a request may have changed.
func (r *userReader) invalidate(op operation, ids []string) {
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
		r.unattributedWrites++
	}
}
