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

// UserKey is something that names a user. Its text is the parameter of GET /users.
type UserKey string

// What can name a user.
const (
	UserID           UserKey = "user_id"
	UserEmailAddress UserKey = "email_address"
	UserPhoneNumber  UserKey = "phone_number"
	UserUsername     UserKey = "username"
	UserExternalID   UserKey = "external_id"
	UserWeb3Wallet   UserKey = "web3_wallet"
)

// gathering says how lookups become one request. Terraform needs a few milliseconds from one data source or resource to
// the next, and many times that on a busy machine. The quiet time is spent once, by the first lookup of a process; a
// development instance's budget is one request in 100 ms, so waiting that long to save one costs nothing.
var gathering = batch.Options{
	Limit:    maxFilterValues,
	Quiet:    50 * time.Millisecond,
	Patience: 100 * time.Millisecond,
	Longest:  100 * time.Millisecond,
}

// FindUsers returns everybody who holds a value: GET /users with the filter that the key names. Email addresses,
// usernames and wallets of hexadecimal digits are found whatever their case; several users may hold one that nobody has
// verified. Nobody is an empty slice. As with ListUsers, every user holds the value.
//
// Calls that are made at about the same time become one request, for up to 100 values. When that one is refused, each
// value is asked for by itself, so that a value which Clerk does not accept fails alone.
func (c *Client) FindUsers(ctx context.Context, by UserKey, value string) ([]User, error) {
	finder, ok := c.finders[by]
	if !ok {
		return nil, invalidRequest(listUsers, fmt.Errorf("users cannot be looked up by %q", by))
	}
	if value == "" {
		return nil, invalidRequest(listUsers, fmt.Errorf("%s is empty", by))
	}
	found, err := finder.Get(ctx, by.normal(value))
	if err == nil && found.certain {
		return found.users, nil
	}
	if err != nil && !(isRefusedBatch(err) && ctx.Err() == nil) {
		return nil, err
	}
	return c.findAlone(ctx, by, value)
}

// found is what a lookup says of one value.
type found struct {
	users []User
	// certain says that nobody else holds the value, or nobody at all.
	certain bool
}

func newFinders(c *Client) map[UserKey]*batch.Coalescer[string, found] {
	finders := map[UserKey]*batch.Coalescer[string, found]{}
	for _, key := range []UserKey{UserID, UserEmailAddress, UserPhoneNumber, UserUsername, UserExternalID, UserWeb3Wallet} {
		finders[key] = batch.New(func(ctx context.Context, values []string) (map[string]found, error) {
			return c.findTogether(ctx, key, values)
		}, gathering)
	}
	return finders
}

// findTogether looks for the holders of several values in one request.
func (c *Client) findTogether(ctx context.Context, by UserKey, values []string) (map[string]found, error) {
	if len(values) == 1 {
		users, err := c.findAlone(ctx, by, values[0])
		return map[string]found{values[0]: {users, err == nil}}, asSingle(err)
	}
	params := by.filter(values)
	params.Limit = pageSize
	list, err := c.listUsers(ctx, params)
	if err != nil {
		return nil, err
	}
	answers := map[string]found{}
	// Where users came back who hold none of the values, single lookups have to show what became of each value.
	whole := len(list.users) < pageSize && list.dropped == 0
	for _, user := range list.users {
		for _, value := range by.valuesOf(&user) {
			if slices.Contains(values, value) {
				answers[value] = found{users: append(answers[value].users, user)}
			}
		}
	}
	for _, value := range values {
		held, known := answers[value]
		// An id that is missing is asked for once more by itself, before anybody concludes that the user is gone.
		held.certain = whole && (known || by != UserID)
		answers[value] = held
	}
	return answers, nil
}

// findAlone looks for the holders of one value.
func (c *Client) findAlone(ctx context.Context, by UserKey, value string) ([]User, error) {
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

// singleError is the failure of a batch of one value, which needs no second try.
type singleError struct{ error }

func (e singleError) Unwrap() error { return e.error }

func asSingle(err error) error {
	if err == nil {
		return nil
	}
	return singleError{err}
}

// isRefusedBatch reports whether a failure may be that of one value or of one user in a batch, and not of all.
func isRefusedBatch(err error) bool {
	var single singleError
	if errors.As(err, &single) {
		return false
	}
	if refusal, ok := AsError(err); ok {
		return !slices.Contains(everybodysStatuses, refusal.Status)
	}
	var undecodable *DecodeError
	var ignored *IgnoredFilterError
	return errors.As(err, &undecodable) || errors.As(err, &ignored)
}

// everybodysStatuses are refusals that every other request would meet as well.
var everybodysStatuses = []int{
	http.StatusUnauthorized, http.StatusForbidden, http.StatusTooManyRequests,
	http.StatusBadGateway, http.StatusServiceUnavailable, http.StatusGatewayTimeout,
}

func (k UserKey) filter(values []string) UserListParams {
	switch k {
	case UserEmailAddress:
		return UserListParams{EmailAddresses: values}
	case UserPhoneNumber:
		return UserListParams{PhoneNumbers: values}
	case UserUsername:
		return UserListParams{Usernames: values}
	case UserWeb3Wallet:
		return UserListParams{Web3Wallets: values}
	case UserExternalID:
		return UserListParams{ExternalIDs: exactFilters(values)}
	default:
		return UserListParams{UserIDs: exactFilters(values)}
	}
}

func exactFilters(values []string) []string {
	filters := make([]string, len(values))
	for i, value := range values {
		filters[i] = ExactFilter(value)
	}
	return filters
}
