package clerk

import (
	"context"
	"iter"
)

// CountMatchingUsers counts the users that a query matches: GET /users/count. If the query needs several lists that can
// contain the same user, it lists the users instead: GET /users.
func (c *Client) CountMatchingUsers(ctx context.Context, query UserQuery) (int64, error) {
	query.Limit, query.OrderBy = 0, "" // use the largest pages and a cursor
	requests, err := query.requests()
	if err != nil || len(requests.lists) == 0 {
		return 0, err
	}
	if requests.overlap {
		return countPages(c.UserPages(ctx, query))
	}
	if less, more, ok := query.difference(); ok {
		return c.countDifference(ctx, more, less)
	}
	var total int64
	for _, list := range requests.lists {
		count, err := c.countList(ctx, list)
		if err != nil {
			return 0, err
		}
		total += count
	}
	return total, nil
}

// difference returns two queries for a query that excludes users by id. The result is the count of more without the
// count of less.
func (q UserQuery) difference() (less, more UserQuery, ok bool) {
	for _, filter := range []struct{ excluded, included func(*UserQuery) *[]string }{
		{func(q *UserQuery) *[]string { return &q.ExcludeUserIDs }, func(q *UserQuery) *[]string { return &q.UserIDs }},
		{
			func(q *UserQuery) *[]string { return &q.ExcludeExternalIDs },
			func(q *UserQuery) *[]string { return &q.ExternalIDs },
		},
	} {
		// If the query selects users by id, the excluded ids are removed from the selection.
		excluded := *filter.excluded(&q)
		if len(excluded) == 0 || *filter.included(&q) != nil {
			continue
		}
		more, less = q, q
		*filter.excluded(&more), *filter.excluded(&less) = nil, nil
		*filter.included(&less) = excluded
		return less, more, true
	}
	return less, more, false
}

func (c *Client) countDifference(ctx context.Context, more, less UserQuery) (int64, error) {
	all, err := c.CountMatchingUsers(ctx, more)
	if err != nil || all == 0 {
		return 0, err
	}
	excluded, err := c.CountMatchingUsers(ctx, less)
	return max(0, all-excluded), err
}

func (c *Client) countList(ctx context.Context, list UserListParams) (int64, error) {
	if list.hasSigned() {
		return countPages(c.listedPages(ctx, list))
	}
	return c.CountUsers(ctx, list)
}

func countPages(pages iter.Seq2[[]User, error]) (int64, error) {
	var count int64
	for page, err := range pages {
		if err != nil {
			return 0, err
		}
		count += int64(len(page))
	}
	return count, nil
}
