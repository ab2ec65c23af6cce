package clerk

import "context"

// maxSnapshotPages limits the memory of a snapshot: 100,000 users take about 300 MB.
const maxSnapshotPages = 200

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
	requests, pages := r.requests, r.pages
	r.mu.Unlock()
	if requests == 0 || r.cache.hasSnapshot() {
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
	r.requests = 0
	pages := r.pages
	r.mu.Unlock()

	moment := r.cache.moment()
	if users, err := r.client.listPages(ctx, pages); err == nil {
		r.cache.replace(users, moment)
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
