package emulator

import "slices"

// listUsers handles GET /users.
func (c *call) listUsers() (any, error) {
	query := c.request.URL.Query()
	filter, problems := parseUserFilter(query, c.store)
	order, wrongOrder := parseUserOrder(query.Get("order_by"))
	requested, wrongRange := parsePageRange(query)
	problems = slices.Concat(problems, wrongOrder, wrongRange)

	var cursor *account
	if id := query.Get("starting_after"); id != "" && len(problems) == 0 {
		cursor = c.store.users[id]
		problems = cursorProblems(cursor, order, requested)
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	found := c.store.list(filter, order, requested, cursor)
	users := make([]User, 0, len(found))
	for _, a := range found {
		users = append(users, c.view(a))
	}
	return users, nil
}

func cursorProblems(cursor *account, order userOrder, requested pageRange) []problem {
	switch {
	case !order.byAge:
		return []problem{excludes("starting_after", "order_by")}
	case requested.offset != 0:
		return []problem{excludes("starting_after", "offset")}
	case cursor == nil:
		return []problem{resourceMissing("starting_after")}
	}
	return nil
}

// countUsers handles GET /users/count. It ignores paging parameters.
func (c *call) countUsers() (any, error) {
	filter, problems := parseUserFilter(c.request.URL.Query(), c.store)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	return TotalCount{Object: "total_count", TotalCount: c.store.count(filter)}, nil
}

// list returns the requested page of the matching users, in order. It starts after the cursor, which is a user id.
func (s *store) list(filter *userFilter, order userOrder, requested pageRange, cursor *account) []*account {
	candidates, named := filter.candidates(s)
	if !named && order.byAge {
		return s.walk(filter, order.descending, requested, cursor)
	}
	if !named {
		candidates = s.byAge
	}
	var found []*account
	for _, a := range candidates {
		if filter.accepts(a) && (cursor == nil || order.compare(cursor, a) < 0) {
			found = append(found, a)
		}
	}
	slices.SortFunc(found, order.compare)
	return slicePage(found, requested)
}

// walk visits the users by age, until the page is complete.
func (s *store) walk(filter *userFilter, descending bool, requested pageRange, cursor *account) []*account {
	at, step := 0, 1
	if descending {
		at, step = len(s.byAge)-1, -1
	}
	if cursor != nil {
		at = s.position(cursor) + step
	}
	var found []*account
	for skipped := 0; at >= 0 && at < len(s.byAge) && len(found) < requested.limit; at += step {
		switch {
		case !filter.accepts(s.byAge[at]):
		case skipped < requested.offset:
			skipped++
		default:
			found = append(found, s.byAge[at])
		}
	}
	return found
}

func (s *store) count(filter *userFilter) int {
	candidates, named := filter.candidates(s)
	if !named {
		candidates = s.byAge
	}
	if len(filter.matches) == 0 {
		return len(candidates)
	}
	count := 0
	for _, a := range candidates {
		if filter.accepts(a) {
			count++
		}
	}
	return count
}
