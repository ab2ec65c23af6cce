package emulator

import (
	"net/url"
	"slices"
	"strings"
)

// compareFunc compares two rows for an order.
type compareFunc[T any] func(a, b *T) int

// ordered returns the rows in the order of order_by. The rows must begin with the oldest. A nil order is by creation.
// Equal rows are in the order of their creation, or reversed if the order is descending.
func ordered[T any](
	query url.Values, rows []*T, fallback string, orders map[string]compareFunc[T],
) ([]*T, []problem) {
	value := query.Get("order_by")
	if value == "" {
		value = fallback
	}
	property, descending := strings.CutPrefix(value, "-")
	if !descending {
		property = strings.TrimPrefix(value, "+")
	}
	compare, known := orders[property]
	if !known {
		return nil, []problem{about("order_by", "form_param_value_invalid", "is invalid",
			"%s does not match one of the allowed values for parameter order_by", value)}
	}
	rows = slices.Clone(rows)
	if compare != nil {
		slices.SortStableFunc(rows, compare)
	}
	if descending {
		slices.Reverse(rows)
	}
	return rows, nil
}

// reversed returns the rows in the reverse order.
func reversed[T any](rows []*T) []*T {
	rows = slices.Clone(rows)
	slices.Reverse(rows)
	return rows
}

// paged returns the requested page of the rows in the format of the API.
func paged[T, A any](rows []*T, requested pageRange, answer func(*T) A) page {
	return page{Data: answers(slicePage(rows, requested), answer), TotalCount: len(rows)}
}

func answers[T, A any](rows []*T, answer func(*T) A) []A {
	all := make([]A, 0, len(rows))
	for _, row := range rows {
		all = append(all, answer(row))
	}
	return all
}
