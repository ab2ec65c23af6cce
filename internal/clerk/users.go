package clerk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// maxBulkUsers is the maximum number of users in one request to ban or unban.
const maxBulkUsers = 50

var (
	createUser = unrepeatable(http.MethodPost, "/users")
	getUser    = repeatable(http.MethodGet, "/users/{user_id}")
	listUsers  = repeatable(http.MethodGet, "/users")
	countUsers = repeatable(http.MethodGet, "/users/count")
	updateUser = repeatable(http.MethodPatch, "/users/{user_id}").perUser()
	deleteUser = repeatable(http.MethodDelete, "/users/{user_id}").mustShow(isDeleted)
	banUser    = repeatable(http.MethodPost, "/users/{user_id}/ban")
	unbanUser  = repeatable(http.MethodPost, "/users/{user_id}/unban")
	lockUser   = repeatable(http.MethodPost, "/users/{user_id}/lock")
	unlockUser = repeatable(http.MethodPost, "/users/{user_id}/unlock")
	banUsers   = repeatable(http.MethodPost, "/users/ban")
	unbanUsers = repeatable(http.MethodPost, "/users/unban")
)

// CreateUser creates a user: POST /users.
//
// If no usable answer arrives, Clerk may have created the user. CreateUser then searches for a user with the
// identifiers of the request. If this call created the user, it is returned with Found set. If there is no such user
// and the failure is temporary, the request is sent again. In all other cases the error is an *AmbiguousCreateError. A
// taken identifier is an *Error for which IsDuplicate is true.
func (c *Client) CreateUser(ctx context.Context, params UserCreateParams) (*CreatedUser, error) {
	return c.createUserOnce(ctx, params)
}

// CreatedUser is a user that was created.
type CreatedUser struct {
	User
	// Found means that no usable answer arrived, and that a search found the user. If several clients create users with
	// the same identifiers at the same time, it can be the user of another client.
	Found bool
}

// GetUser retrieves a user: GET /users/{user_id}. An unknown id is an *Error for which IsNotFound is true.
func (c *Client) GetUser(ctx context.Context, id string) (*User, error) {
	return sendForObject[User](ctx, c, getUser, request{ids: []string{id}})
}

// ListUsers lists one page of users: GET /users. Users that do not match the exact filters are dropped. If no user in
// the answer matches, the error is an *IgnoredFilterError. A user that the page lists twice is returned once.
func (c *Client) ListUsers(ctx context.Context, params UserListParams) ([]User, error) {
	list, err := c.listUsers(ctx, params)
	return newUsers(list.users, map[string]bool{}), err
}

// newUsers returns the users that are not in seen, and adds them to it.
func newUsers(users []User, seen map[string]bool) []User {
	return slices.DeleteFunc(users, func(user User) bool {
		known := seen[user.ID]
		seen[user.ID] = true
		return known
	})
}

// userList is a page of users.
type userList struct {
	users   []User
	dropped int // number of users that do not match the filters
	answer  *answer
}

func (c *Client) listUsers(ctx context.Context, params UserListParams) (userList, error) {
	query, err := params.query()
	if err != nil {
		return userList{}, invalidRequest(listUsers, err)
	}
	users, a, err := sendForList[User](ctx, c, listUsers, request{query: query})
	if err != nil {
		return userList{}, err
	}
	matched, err := params.matching(users)
	return userList{users: matched, dropped: len(users) - len(matched), answer: a}, err
}

// CountUsers counts the users that the filters match: GET /users/count. Paging and order are ignored.
func (c *Client) CountUsers(ctx context.Context, params UserListParams) (int64, error) {
	query, err := params.filters()
	if err != nil {
		return 0, invalidRequest(countUsers, err)
	}
	count, err := sendForObject[totalCount](ctx, c, countUsers, request{query: query})
	if err != nil {
		return 0, err
	}
	return *count.TotalCount, nil
}

type totalCount struct {
	Object     string `json:"object"`
	TotalCount *int64 `json:"total_count"`
}

func (t *totalCount) identity() string {
	if t.TotalCount == nil {
		return ""
	}
	return t.Object
}

// UpdateUser changes the given fields of a user: PATCH /users/{user_id}. Clerk accepts 10 requests per user in 10 s.
func (c *Client) UpdateUser(ctx context.Context, id string, params UserUpdateParams) (*User, error) {
	return sendForObject[User](ctx, c, updateUser, request{ids: []string{id}, body: params})
}

// DeleteUser deletes a user: DELETE /users/{user_id}. An unknown id is an *Error for which IsNotFound is true. If an
// earlier attempt of the same call had no answer, a 404 is a success, because that attempt can have deleted the user.
func (c *Client) DeleteUser(ctx context.Context, id string) error {
	return sendRemoval[deletedObject](ctx, c, deleteUser, id)
}

// BanUser bans a user and revokes the user's sessions: POST /users/{user_id}/ban. A plan without bans is an *Error with
// status 402 that names the feature.
func (c *Client) BanUser(ctx context.Context, id string) (*User, error) {
	return sendForObject[User](ctx, c, banUser, request{ids: []string{id}})
}

// UnbanUser removes the ban of a user: POST /users/{user_id}/unban.
func (c *Client) UnbanUser(ctx context.Context, id string) (*User, error) {
	return sendForObject[User](ctx, c, unbanUser, request{ids: []string{id}})
}

// LockUser locks a user for the lockout time of the instance: POST /users/{user_id}/lock. An instance without lockout
// is an *Error with status 403.
func (c *Client) LockUser(ctx context.Context, id string) (*User, error) {
	return sendForObject[User](ctx, c, lockUser, request{ids: []string{id}})
}

// UnlockUser unlocks a user: POST /users/{user_id}/unlock.
func (c *Client) UnlockUser(ctx context.Context, id string) (*User, error) {
	return sendForObject[User](ctx, c, unlockUser, request{ids: []string{id}})
}

// BanUsers bans 1 to 50 users in one request: POST /users/ban. For another number, nothing is sent and the error is an
// *InvalidRequestError.
func (c *Client) BanUsers(ctx context.Context, ids []string) ([]User, error) {
	return c.sendBulk(ctx, banUsers, ids)
}

// UnbanUsers removes the bans of 1 to 50 users in one request: POST /users/unban. For another number, nothing is sent
// and the error is an *InvalidRequestError.
func (c *Client) UnbanUsers(ctx context.Context, ids []string) ([]User, error) {
	return c.sendBulk(ctx, unbanUsers, ids)
}

func (c *Client) sendBulk(ctx context.Context, op operation, ids []string) ([]User, error) {
	if len(ids) == 0 || len(ids) > maxBulkUsers {
		return nil, invalidRequest(op, fmt.Errorf("%d user ids, Clerk takes 1 to %d at once", len(ids), maxBulkUsers))
	}
	users, a, err := sendForList[User](ctx, c, op, request{body: bulkUsers{UserIDs: ids}})
	if err != nil {
		return nil, err
	}
	for _, user := range users {
		if !slices.Contains(ids, user.ID) {
			return nil, newDecodeError(op, a, errors.New("it is about a user that was not requested"))
		}
	}
	return users, nil
}

type bulkUsers struct {
	UserIDs []string `json:"user_ids"`
}
