package clerk

import (
	"context"
	"errors"
	"fmt"
	"maps"
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

func (c *Client) createUserOnce(ctx context.Context, params UserCreateParams) (*CreatedUser, error) {
	user, found, err := createOnce(ctx, c, createUser,
		func(cl *call) (*User, error) {
			user, err := sendCallForObject[User](ctx, c, cl, request{body: params})
			if err == nil && !params.matchesUser(user) {
				wrong := errors.New("it has other identifiers than the request")
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
	c.recent.add(user.ID)
	return &CreatedUser{User: *user, Found: found}, nil
}

// matchesUser reports whether a user has all identifiers of the request.
func (p UserCreateParams) matchesUser(u *User) bool {
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
		return nil, errors.New("the request has no identifier to search for")
	}
	var unrelated *unrelatedObjectError
	for _, search := range searches {
		list, err := c.listUsers(ctx, search)
		if err != nil {
			return nil, fmt.Errorf("the search for the user failed: %w", err)
		}
		for _, user := range list.users {
			reason := whyUnrelated(&user, params, list.answer, began)
			if reason == "" {
				return &user, nil
			}
			unrelated = &unrelatedObjectError{noun: "user", id: user.ID, reason: reason}
		}
	}
	if unrelated != nil {
		return nil, unrelated
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

// whyUnrelated returns the reason why a user cannot come from the create. It is "" if the user has exactly the
// requested values and was created after the first attempt began.
func whyUnrelated(u *User, params UserCreateParams, a *answer, began time.Time) string {
	if !hasExactly(u, params) {
		return "its identifiers and names differ from the request"
	}
	createdAt := u.CreatedAt.Time()
	if requested, ok := params.CreatedAt.Value(); ok {
		if difference := createdAt.Sub(requested).Abs(); difference > createdAtPrecision {
			return "its created_at differs from the request"
		}
		createdAt = u.UpdatedAt.Time()
	}
	return whyBefore(createdAt, a, began)
}

func hasExactly(u *User, params UserCreateParams) bool {
	return sameValues(UserEmailAddress, params.EmailAddresses, u) &&
		sameValues(UserPhoneNumber, params.PhoneNumbers, u) &&
		sameValues(UserWeb3Wallet, params.Web3Wallets, u) &&
		strings.EqualFold(fieldText(params.Username), text(u.Username)) &&
		fieldText(params.ExternalID) == text(u.ExternalID) &&
		fieldText(params.FirstName) == text(u.FirstName) &&
		fieldText(params.LastName) == text(u.LastName)
}

// sameValues compares the values in the request with the values of a user. Both are sets in Clerk's normal form.
func sameValues(key UserKey, requested []string, u *User) bool {
	want := map[string]bool{}
	for _, v := range requested {
		want[key.normal(v)] = true
	}
	return maps.Equal(want, setOf(key.valuesOf(u)))
}

func fieldText(f Field[string]) string {
	v, _ := f.Value()
	return strings.TrimSpace(v)
}

func text(v *string) string {
	if v == nil {
		return ""
	}
	return strings.TrimSpace(*v)
}
