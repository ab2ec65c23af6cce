package clerk

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"iter"
	"net/url"
)

const (
	// pageSize is the largest page of the API.
	pageSize = 500
	// maxAttemptsPerPage is the number of pages that are read without any new object.
	maxAttemptsPerPage = 10
)

// Paging selects a page of a list.
type Paging struct {
	// Limit is the page size, 1 to 500. 0 means Clerk's default of 10.
	Limit  int
	Offset int
}

func (p Paging) query() url.Values {
	q := url.Values{}
	setNumber(q, "limit", p.Limit)
	setNumber(q, "offset", p.Offset)
	return q
}

// paginated returns the query of a list that sends its total only on request.
func (p Paging) paginated() url.Values {
	q := p.query()
	q.Set("paginated", "true")
	return q
}

// Page is a page of a list.
type Page[T any] struct {
	Data []T
	// TotalCount is the number of objects on all pages. It is -1 if Clerk did not send it.
	TotalCount int64
}

// UnmarshalJSON decodes a page. The specification declares an array, and the official SDKs expect an object with the
// total. Both are accepted.
func (p *Page[T]) UnmarshalJSON(data []byte) error {
	if bytes.HasPrefix(data, []byte("[")) {
		p.TotalCount = -1
		return json.Unmarshal(data, &p.Data)
	}
	var page struct {
		Data       []T    `json:"data"`
		TotalCount *int64 `json:"total_count"`
	}
	if err := json.Unmarshal(data, &page); err != nil {
		return err
	}
	if page.Data == nil || page.TotalCount == nil {
		return errors.New("it is not a page of a list")
	}
	p.Data, p.TotalCount = page.Data, *page.TotalCount
	return nil
}

// sendForPage sends a request for one page of a list.
func sendForPage[T any](ctx context.Context, c *Client, op operation, r request) (*Page[T], error) {
	return sendCallForPage[T](ctx, c, &call{operation: op}, r)
}

func sendCallForPage[T any](ctx context.Context, c *Client, cl *call, r request) (*Page[T], error) {
	cl.list = true
	var page *Page[T]
	err := c.sendCall(ctx, cl, r, func(a *answer) error {
		page = new(Page[T])
		if err := parse(cl, a, page); err != nil {
			return err
		}
		if page.Data == nil {
			return newDecodeError(cl.operation, a, errors.New("null where a page was expected"))
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	return page, nil
}

// UnstableListError reports that the end of a list was not reached, because the list changed too fast or its pages
// repeat.
type UnstableListError struct{ Operation string }

// Error implements error.
func (e *UnstableListError) Error() string {
	return fmt.Sprintf("%s: the list kept changing, or repeated itself, while it was read; try again", e.Operation)
}

// allPages yields each object of a list once. list requests one page. Objects that are in the list during the whole
// time are never missed, although other objects can be added and removed. Each page begins with the last object of the
// previous page. If this object is new, the list has shifted, and pages before it are read again.
func allPages[T any, P interface {
	*T
	object
}](op operation, list func(Paging) (*Page[T], error)) iter.Seq2[T, error] {
	return allPagesOf[T, P](pageSize, op, list)
}

// allPagesOf is allPages with another page size, at least 2.
func allPagesOf[T any, P interface {
	*T
	object
}](size int, op operation, list func(Paging) (*Page[T], error)) iter.Seq2[T, error] {
	return func(yield func(T, error) bool) {
		var none T
		seen := map[string]bool{}
		for offset, furthest, attempts := 0, -1, 0; attempts < maxAttemptsPerPage; attempts++ {
			page, err := list(Paging{Limit: size, Offset: offset})
			if err != nil {
				yield(none, err)
				return
			}
			objects := page.Data
			if offset > 0 && (len(objects) == 0 || !seen[P(&objects[0]).identity()]) {
				offset = max(0, offset-(size-1))
				continue
			}
			known := len(seen)
			for i := range objects {
				id := P(&objects[i]).identity()
				if seen[id] {
					continue
				}
				seen[id] = true
				if !yield(objects[i], nil) {
					return
				}
			}
			if len(objects) < size {
				return
			}
			if offset > furthest && len(seen) > known {
				furthest, attempts = offset, 0
			}
			offset += size - 1
		}
		yield(none, &UnstableListError{Operation: op.String()})
	}
}

// collect returns all objects of a list. An empty list is not nil.
func collect[T any](list iter.Seq2[T, error]) ([]T, error) {
	all := []T{}
	for v, err := range list {
		if err != nil {
			return nil, err
		}
		all = append(all, v)
	}
	return all, nil
}
