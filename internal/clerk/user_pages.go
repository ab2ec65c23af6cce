package clerk

import (
	"cmp"
	"context"
	"iter"
	"slices"
)

// UserPages yields the users of a query in pages, each user once and in the order of the query: GET /users. It uses a
// cursor for an order by creation, and otherwise an offset. With a cursor, only an empty page is the end. If a query
// needs several lists, they are merged. The sequence ends with the first error.
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
		list.Limit = pageSize // more than such a list can contain
	}
	if ordersByAge(list.OrderBy) {
		return c.pagesByCursor(ctx, list)
	}
	return c.pagesByOffset(ctx, list)
}

func (c *Client) pagesByCursor(ctx context.Context, list UserListParams) iter.Seq2[[]User, error] {
	return func(yield func([]User, error) bool) {
		var before []string // ids of the previous page
		for {
			page, err := c.pageAfter(ctx, list, before)
			if err != nil {
				yield(nil, err)
				return
			}
			// Only the previous page is kept: an instance can have any number of users.
			seen := map[string]bool{}
			for _, id := range before {
				seen[id] = true
			}
			if before = idsOf(page); len(before) == 0 {
				return
			}
			if page = newUsers(page, seen); len(page) == 0 {
				yield(nil, &UnstableListError{Operation: listUsers.String()})
				return
			}
			if !yield(page, nil) {
				return
			}
		}
	}
}

// pageAfter lists the users after the previous page. The cursor is the last user of this page. If the user was deleted
// in the meantime, the previous one is used. If the answer contains the cursor itself, the server ignores it and the
// list would never end.
func (c *Client) pageAfter(ctx context.Context, list UserListParams, before []string) (page []User, err error) {
	for attempt := 1; ; attempt++ {
		if len(before) > 0 {
			list.StartingAfter = before[len(before)-1]
		}
		page, err = c.ListUsers(ctx, list)
		if len(before) > 0 && slices.Contains(idsOf(page), list.StartingAfter) {
			return nil, &UnstableListError{Operation: listUsers.String()}
		}
		if !isUnknownCursor(err) || len(before) < 2 || attempt == maxAttemptsPerPage {
			return page, err
		}
		before = before[:len(before)-1]
	}
}

// isUnknownCursor reports whether Clerk does not find the cursor. Unknown values of filters are not an error.
func isUnknownCursor(err error) bool {
	return IsNotFound(err) || HasCode(err, "form_resource_not_found")
}

func idsOf(users []User) []string {
	ids := make([]string, len(users))
	for i := range users {
		ids[i] = users[i].ID
	}
	return ids
}

// pagesByOffset reads overlapping pages, so that it detects removed users without a count. It does not detect a user
// that moves to the front during the list, for example in the order -last_active_at.
func (c *Client) pagesByOffset(ctx context.Context, list UserListParams) iter.Seq2[[]User, error] {
	list.Limit = max(list.Limit, 2)
	users := allPagesOf(list.Limit, listUsers, func(paging Paging) (*Page[User], error) {
		list.Limit, list.Offset = paging.Limit, paging.Offset
		// allPagesOf compares the length of the whole page with the limit.
		page, err := c.listUsers(ctx, list)
		return &Page[User]{Data: page.users}, err
	})
	return inPages(users, list.Limit)
}

// inPages groups users into pages of the given size.
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
