package clerk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/batch"
)

// batchOptions are the options for batches of reads and lookups. Terraform needs a few milliseconds between two
// resources, and much longer on a busy machine. Only the first lookup of a process waits for IdleTime. A development
// instance allows one request in 100 ms, so a longer wait would save nothing.
var batchOptions = batch.Options{
	MaxKeys:    maxFilterValues,
	IdleTime:   50 * time.Millisecond,
	ReturnTime: 100 * time.Millisecond,
	MaxWait:    100 * time.Millisecond,
}

// FindUsers returns all users with a value: GET /users with the filter of the key. Email addresses, usernames and
// hexadecimal wallets are found in any case. Several users can have the same unverified address. Without a match, the
// slice is empty.
//
// Calls at about the same time become one request, for up to 100 values. If Clerk refuses this request, each value is
// requested separately, so that only the invalid value fails.
func (c *Client) FindUsers(ctx context.Context, by UserKey, value string) ([]User, error) {
	finder, err := finderOf(c.finders, by, value)
	if err != nil {
		return nil, err
	}
	return c.searchIn(ctx, finder, by, by.normal(value))
}

// finderOf returns the finder of a key, or an error if users cannot be found by this key or value.
func finderOf(all finders, by UserKey, value string) (*batch.Coalescer[string, lookup], error) {
	finder, ok := all[by]
	if !ok {
		return nil, invalidRequest(listUsers, fmt.Errorf("users cannot be found by %q", by))
	}
	if value == "" {
		return nil, invalidRequest(listUsers, fmt.Errorf("%s is empty", by))
	}
	return finder, nil
}

// searchIn returns the result of a value in a batch of the finder, or of a separate request.
func (c *Client) searchIn(
	ctx context.Context, finder *batch.Coalescer[string, lookup], by UserKey, value string,
) ([]User, error) {
	result, err := finder.Get(ctx, value)
	if err == nil && result.complete {
		return result.users, nil
	}
	if err != nil && !(isRefusedBatch(err) && ctx.Err() == nil) {
		return nil, err
	}
	return c.findSingle(ctx, by, value)
}

// lookup is the result of a lookup of one value.
type lookup struct {
	users []User
	// complete means that there are no other users with the value.
	complete bool
}

// findBatch looks up several values in one request.
func (c *Client) findBatch(ctx context.Context, by UserKey, values []string) (map[string]lookup, error) {
	if len(values) == 1 {
		users, err := c.findSingle(ctx, by, values[0])
		return map[string]lookup{values[0]: {users, err == nil}}, asSingle(err)
	}
	params := by.filter(values)
	params.Limit = pageSize
	list, err := c.listUsers(ctx, params)
	if err != nil {
		return nil, err
	}
	answers := map[string]lookup{}
	// If the answer contains other users or is full, each value needs a separate request.
	complete := len(list.users) < pageSize && list.dropped == 0
	for _, user := range newUsers(list.users, map[string]bool{}) {
		for _, value := range by.valuesOf(&user) {
			if slices.Contains(values, value) {
				answers[value] = lookup{users: append(answers[value].users, user)}
			}
		}
	}
	for _, value := range values {
		result, known := answers[value]
		// A missing id is requested separately, before the provider treats the user as deleted.
		result.complete = complete && (known || by != UserID)
		answers[value] = result
	}
	return answers, nil
}

// findSingle looks up one value in a separate request.
func (c *Client) findSingle(ctx context.Context, by UserKey, value string) ([]User, error) {
	if by == UserID {
		user, err := c.GetUser(ctx, value)
		if IsNotFound(err) {
			return nil, nil
		}
		if err != nil {
			return nil, err
		}
		return []User{*user}, nil
	}
	params := by.filter([]string{value})
	params.Limit = pageSize
	return c.ListUsers(ctx, params)
}

// singleError is the error of a batch with one value, which is not requested again.
type singleError struct{ error }

func (e singleError) Unwrap() error { return e.error }

func asSingle(err error) error {
	if err == nil {
		return nil
	}
	return singleError{err}
}

// isRefusedBatch reports whether one value or one user of the batch can be the cause of the error.
func isRefusedBatch(err error) bool {
	var single singleError
	if errors.As(err, &single) {
		return false
	}
	if refusal, ok := AsError(err); ok {
		return !slices.Contains(sharedStatuses, refusal.Status)
	}
	var undecodable *DecodeError
	var ignored *IgnoredFilterError
	return errors.As(err, &undecodable) || errors.As(err, &ignored)
}

// sharedStatuses are the statuses of errors that do not depend on the values in the request.
var sharedStatuses = []int{
	http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests,
	http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout,
}
