package clerk

import (
	"context"
	"iter"
)

// CountMatchingUsers counts the users that a query matches: GET /users/count. Where a count cannot tell, because one
// user can be in several of the lists that the query takes, they are listed: GET /users.
func (c *Client) CountMatchingUsers(ctx context.Context, query UserQuery) (int64, error) {
	query.Limit, query.OrderBy = 0, "" // the largest pages, by cursor
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

// difference expresses what is excluded by id: the users of a query are those of more without those of less.
func (q UserQuery) difference() (less, more UserQuery, ok bool) {
	for _, filter := range []struct{ excluded, included func(*UserQuery) *[]string }{
		{func(q *UserQuery) *[]string { return &q.ExcludeUserIDs }, func(q *UserQuery) *[]string { return &q.UserIDs }},
		{func(q *UserQuery) *[]string { return &q.ExcludeExternalIDs }, func(q *UserQuery) *[]string { return &q.ExternalIDs }},
	} {
		// Where some are asked for by id, those who are excluded are not asked for.
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
