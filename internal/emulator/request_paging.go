package emulator

import (
	"net/url"
	"strconv"
)

// Page sizes of every list.
const (
	defaultLimit = 10
	maxLimit     = 500
)

// pageRange is the requested part of a list.
type pageRange struct{ limit, offset int }

func parsePageRange(query url.Values) (pageRange, []problem) {
	limit, problems := parseCount(query, "limit", defaultLimit, 1)
	offset, wrongOffset := parseCount(query, "offset", 0, 0)
	problems = append(problems, wrongOffset...)
	if limit > maxLimit {
		problems = append(problems, about("limit", "form_param_value_too_large", "Value too large",
			"The value of limit can't be greater than %d", maxLimit))
	}
	return pageRange{limit: limit, offset: offset}, problems
}

func parseCount(query url.Values, name string, fallback, least int) (int, []problem) {
	if !query.Has(name) {
		return fallback, nil
	}
	count, err := strconv.Atoi(query.Get(name))
	if err != nil || count < least {
		return fallback, []problem{about(name, "form_param_value_invalid", "is invalid",
			"%s must be an integer that is not less than %d.", name, least)}
	}
	return count, nil
}

// slicePage returns the requested part of the items.
func slicePage[T any](items []T, requested pageRange) []T {
	from := min(requested.offset, len(items))
	return items[from:min(from+requested.limit, len(items))]
}

// wrapped returns the items, or a page object if the request has paginated=true.
func wrapped[T any](query url.Values, items []T, total int) any {
	if query.Get("paginated") == "true" {
		return page{Data: orEmpty(items), TotalCount: total}
	}
	return orEmpty(items)
}
