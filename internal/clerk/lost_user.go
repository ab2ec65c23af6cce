package clerk

import (
	"context"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"slices"
	"strings"
	"time"
)

const (
	// clockSlack allows for the precision of the header Date (one second) and for network latency.
	clockSlack = 2 * time.Second
	// createdAtPrecision is the largest difference between a configured created_at and Clerk's rounded value.
	createdAtPrecision = time.Second
)

// foreignUserError reports a user that has the requested identifiers but does not come from this create.
type foreignUserError struct {
	userID string
	reason string
}

func (e *foreignUserError) Error() string {
	return fmt.Sprintf("user %s holds one of the stated identifiers, but %s", e.userID, e.reason)
}

func (c *Client) createUserOnce(ctx context.Context, params UserCreateParams) (*CreatedUser, error) {
	user, found, err := createOnce(ctx, c, createUser,
		func(cl *call) (*User, error) {
			user, err := sendCallForObject[User](ctx, c, cl, request{body: params})
			if err == nil && !params.heldBy(user) {
				wrong := errors.New("it is about another user than the one that was sent")
				return nil, newDecodeError(createUser, cl.answer, wrong)
			}
			return user, err
		},
		func(ctx context.Context, began time.Time) (*User, error) {
			return c.findCreatedUser(ctx, params, began)
		})
	if err != nil {
		return nil, err
	}
	return &CreatedUser{User: *user, Found: found}, nil
}

// heldBy reports whether a user has all identifiers of the request.
func (p UserCreateParams) heldBy(u *User) bool {
	for _, search := range identifierSearches(p) {
		for _, filter := range search.exactFilters() {
			key := UserKey(filter.param)
			for _, value := range *filter.values {
				if filter.signed {
					value = strings.TrimPrefix(value, "+")
				}
				if !slices.Contains(key.valuesOf(u), key.normal(value)) {
					return false
				}
			}
		}
	}
	return true
}

// findCreatedUser searches for the user that an attempt since began may have created, once for each kind of identifier
// in the request.
func (c *Client) findCreatedUser(ctx context.Context, params UserCreateParams, began time.Time) (*User, error) {
	searches := identifierSearches(params)
	if len(searches) == 0 {
		return nil, errors.New("the request states no identifier to look for")
	}
	var foreign *foreignUserError
	for _, search := range searches {
		list, err := c.listUsers(ctx, search)
		if err != nil {
			return nil, fmt.Errorf("looking for the user failed: %w", err)
		}
		for _, user := range list.users {
			reason := whyForeign(&user, params, list.answer, began)
			if reason == "" {
				return &user, nil
			}
			foreign = &foreignUserError{userID: user.ID, reason: reason}
		}
	}
	if foreign != nil {
		return nil, foreign
	}
	return nil, nil
}

func identifierSearches(params UserCreateParams) []UserListParams {
	var searches []UserListParams
	add := func(search UserListParams, values int) {
		if values > 0 {
			search.Limit = pageSize
			searches = append(searches, search)
		}
	}
	add(UserListParams{EmailAddresses: params.EmailAddresses}, len(params.EmailAddresses))
	add(UserListParams{PhoneNumbers: params.PhoneNumbers}, len(params.PhoneNumbers))
	add(UserListParams{Web3Wallets: params.Web3Wallets}, len(params.Web3Wallets))
	if username, _ := params.Username.Value(); username != "" {
		add(UserListParams{Usernames: []string{username}}, 1)
	}
	if externalID, _ := params.ExternalID.Value(); externalID != "" {
		add(UserListParams{ExternalIDs: []string{ExactFilter(externalID)}}, 1)
	}
	return searches
}

// whyForeign returns the reason why a user cannot come from the create. It is "" if the user has exactly the requested
// values and was created after the first attempt began.
func whyForeign(u *User, params UserCreateParams, a *answer, began time.Time) string {
	if !holdsExactly(u, params) {
		return "not exactly those identifiers and names that the request states"
	}
	// Timestamps are compared with the server's clock. The local clock only measures the time since the first attempt.
	date, err := http.ParseTime(a.header.Get("Date"))
	if err != nil {
		return "the server does not tell its time, so that nobody can say since when"
	}
	since := date.Add(-a.receivedAt.Sub(began) - clockSlack)

	appeared := u.CreatedAt.Time()
	if stated, ok := params.CreatedAt.Value(); ok {
		if difference := appeared.Sub(stated).Abs(); difference > createdAtPrecision {
			return "was created at another time than the one that the request states"
		}
		appeared = u.UpdatedAt.Time()
	}
	if appeared.Before(since) {
		return "already did before the request was sent"
	}
	return ""
}

func holdsExactly(u *User, params UserCreateParams) bool {
	return sameValues(UserEmailAddress, params.EmailAddresses, u) &&
		sameValues(UserPhoneNumber, params.PhoneNumbers, u) &&
		sameValues(UserWeb3Wallet, params.Web3Wallets, u) &&
		strings.EqualFold(stated(params.Username), held(u.Username)) &&
		stated(params.ExternalID) == held(u.ExternalID) &&
		stated(params.FirstName) == held(u.FirstName) &&
		stated(params.LastName) == held(u.LastName)
}

// sameValues compares the values in the request with the values of a user. Both are sets in Clerk's normal form.
func sameValues(key UserKey, stated []string, u *User) bool {
	want := map[string]bool{}
	for _, v := range stated {
		want[key.normal(v)] = true
	}
	return maps.Equal(want, setOf(key.valuesOf(u)))
}

func stated(f Field[string]) string {
	v, _ := f.Value()
	return strings.TrimSpace(v)
}

func held(v *string) string {
	if v == nil {
		return ""
	}
	return strings.TrimSpace(*v)
}

// createIdentifier creates an email address or a phone number of a user. If the result is unknown, it reads the user.
func createIdentifier[T any, P interface {
	*T
	object
}](ctx context.Context, c *Client, op operation, params any, userID string, key UserKey, value string,
	of func(*User) []T, valueOf func(*T) string,
) (*T, error) {
	is := func(v T) bool { return key.normal(valueOf(&v)) == key.normal(value) }
	made, _, err := createOnce(ctx, c, op,
		func(cl *call) (*T, error) {
			made, err := sendCallForObject[T, P](ctx, c, cl, request{body: params})
			if err == nil && !is(*made) {
				return nil, newDecodeError(op, cl.answer, fmt.Errorf("it is about another %s than the one that was sent", key))
			}
			return made, err
		},
		func(ctx context.Context, _ time.Time) (*T, error) {
			user, err := c.GetUser(ctx, userID)
			if err != nil {
				return nil, fmt.Errorf("reading the user failed: %w", err)
			}
			identifiers := of(user)
			if i := slices.IndexFunc(identifiers, is); i >= 0 {
				return &identifiers[i], nil
			}
			return nil, nil
		})
	return made, err
}
