package clerk

import (
	"cmp"
	"context"
	"iter"
)

// UserPages yields the users that a query matches, each once and in its order, in pages: GET /users. It ends with the
// first error. Pages follow each other by cursor where the order is by creation, and by offset otherwise; after a first
// page that is full, GET /users/count says where the end is. A query that takes several lists is merged from them.
func (c *Client) UserPages(ctx context.Context, query UserQuery) iter.Seq2[[]User, error] {
	return func(yield func([]User, error) bool) {
		requests, err := query.requests()
		if err != nil {
			yield(nil, err)
			return
		}
		excluded := query.excludes()
		for page, err := range c.mergedPages(ctx, requests) {
			if err != nil {
				yield(nil, err)
				return
			}
			kept := page[:0]
			for i := range page {
				if !excluded(&page[i]) {
					kept = append(kept, page[i])
				}
			}
			if len(kept) > 0 && !yield(kept, nil) {
				return
			}
		}
	}
}

func (c *Client) mergedPages(ctx context.Context, requests userRequests) iter.Seq2[[]User, error] {
	switch len(requests.lists) {
	case 0:
		return func(func([]User, error) bool) {}
	case 1:
		return c.listedPages(ctx, requests.lists[0])
	}
	lists := make([]iter.Seq2[[]User, error], len(requests.lists))
	for i, list := range requests.lists {
		lists[i] = c.listedPages(ctx, list)
	}
	first := requests.lists[0]
	return mergeUsers(lists, cmp.Or(first.Limit, pageSize), compareUsers(first.OrderBy))
}

// listedPages yields the pages of one list.
func (c *Client) listedPages(ctx context.Context, list UserListParams) iter.Seq2[[]User, error] {
	list.Limit = cmp.Or(list.Limit, pageSize)
	if list.hasSigned() {
		list.Limit = pageSize // larger than what such a list can hold, so that nobody has to be counted
	}
	if ordersByAge(list.OrderBy) {
		return c.pagesByCursor(ctx, list)
	}
	return c.pagesByOffset(ctx, list)
}

func (c *Client) pagesByCursor(ctx context.Context, list UserListParams) iter.Seq2[[]User, error] {
	return func(yield func([]User, error) bool) {
		for total, seen := int64(0), int64(0); ; {
			page, err := c.ListUsers(ctx, list)
			if err != nil {
				yield(nil, err)
				return
			}
			full := len(page) >= list.Limit
			if full {
				list.StartingAfter = page[len(page)-1].ID
			}
			seen += int64(len(page))
			if !yield(page, nil) || !full {
				return
			}
			if total == 0 {
				if total, err = c.CountUsers(ctx, list); err != nil {
					yield(nil, err)
					return
				}
			}
			if seen >= total {
				return
			}
		}
	}
}

// pagesByOffset needs no count: pages overlap, which shows when others move the list.
func (c *Client) pagesByOffset(ctx context.Context, list UserListParams) iter.Seq2[[]User, error] {
	list.Limit = max(list.Limit, 2)
	users := allPagesOf(list.Limit, listUsers, func(page Paging) (*Page[User], error) {
		list.Limit, list.Offset = page.Limit, page.Offset
		users, err := c.ListUsers(ctx, list)
		return &Page[User]{Data: users}, err
	})
	return inPages(users, list.Limit)
}

// inPages puts users into pages of a size.
func inPages(users iter.Seq2[User, error], size int) iter.Seq2[[]User, error] {
	return func(yield func([]User, error) bool) {
		var page []User
		for user, err := range users {
			if err != nil {
				yield(nil, err)
				return
			}
			if page = append(page, user); len(page) == size {
				if !yield(page, nil) {
					return
				}
				page = nil
			}
		}
		if len(page) > 0 {
			yield(page, nil)
		}
	}
}
