package clerk

import (
	"context"
	"iter"
)

// FirstUsers yields the first users that a query matches, in its order and at most that many: GET /users. Pages are no
// larger than that takes, and none is read before the one in front of it has been consumed. It ends with the first error.
func (c *Client) FirstUsers(ctx context.Context, query UserQuery, most int64) iter.Seq2[*User, error] {
	return func(yield func(*User, error) bool) {
		if most <= 0 {
			return
		}
		// With room for those on the page who turn out to be excluded.
		excluded := int64(len(query.ExcludeUserIDs) + len(query.ExcludeExternalIDs))
		if most < pageSize-excluded {
			query.Limit = int(most + excluded)
		}
		left := most
		for page, err := range c.UserPages(ctx, query) {
			if err != nil {
				yield(nil, err)
				return
			}
			for i := range page {
				if !yield(&page[i], nil) {
					return
				}
				if left--; left == 0 {
					return
				}
			}
		}
	}
}
