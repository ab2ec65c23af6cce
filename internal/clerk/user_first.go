package clerk

import (
	"context"
	"iter"
)

// FirstUsers yields the first users of a query in its order, at most most of them: GET /users. Pages are no larger than
// necessary, and a page is requested only when it is needed. The sequence ends with the first error.
func (c *Client) FirstUsers(ctx context.Context, query UserQuery, most int64) iter.Seq2[*User, error] {
	return func(yield func(*User, error) bool) {
		if most <= 0 {
			return
		}
		// The page also needs room for excluded users.
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
