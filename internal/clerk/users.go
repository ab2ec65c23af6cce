package clerk

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"slices"
)

// maxBulkUsers is how many users Clerk bans or unbans in one request.
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
// When no usable answer arrives, Clerk may have created the user all the same. CreateUser then looks for a user with
// the stated identifiers: one that this call created is returned as found. When there is none, the request is sent
// again where it was probably not carried out. Anything else is an *AmbiguousCreateError. A taken identifier is an
// *Error for which IsDuplicate is true.
func (c *Client) CreateUser(ctx context.Context, params UserCreateParams) (*CreatedUser, error) {
	return c.createUserOnce(ctx, params)
}

// CreatedUser is the user that a create made.
type CreatedUser struct {
	User
	// Found says that no usable answer arrived, and that a search found the user. Where several clients create users with
	// the same identifiers at the same time, it can be the user of another one.
	Found bool
}

// GetUser retrieves a user: GET /users/{user_id}. An unknown id is an *Error for which IsNotFound is true.
func (c *Client) GetUser(ctx context.Context, id string) (*User, error) {
	return sendForObject[User](ctx, c, getUser, request{ids: []string{id}})
}

// ListUsers lists one page of users: GET /users. Users that do not hold what a filter of exact values asks for are
// dropped; when no user of the answer does, it is an *IgnoredFilterError.
func (c *Client) ListUsers(ctx context.Context, params UserListParams) ([]User, error) {
	list, err := c.listUsers(ctx, params)
	return list.users, err
}

// userList is a page of users.
type userList struct {
	users   []User
	dropped int // users that came back and do not hold what was asked for
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
	held, err := params.holders(users)
	return userList{users: held, dropped: len(users) - len(held), answer: a}, err
}

// CountUsers counts the users that the filters match: GET /users/count. Paging and order are left out.
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

// UpdateUser changes the stated fields of a user: PATCH /users/{user_id}. Clerk accepts 10 of these per user and 10 s.
func (c *Client) UpdateUser(ctx context.Context, id string, params UserUpdateParams) (*User, error) {
	return sendForObject[User](ctx, c, updateUser, request{ids: []string{id}, body: params})
}

// DeleteUser deletes a user: DELETE /users/{user_id}. An unknown id is an *Error for which IsNotFound is true, unless
// an earlier attempt of the same call went unanswered and so may have deleted the user itself.
func (c *Client) DeleteUser(ctx context.Context, id string) error {
	return sendRemoval[deletedObject](ctx, c, deleteUser, id)
}

// BanUser bans a user and revokes their sessions: POST /users/{user_id}/ban. A plan without bans is an *Error with
// status 402 that names the feature.
func (c *Client) BanUser(ctx context.Context, id string) (*User, error) {
	return sendForObject[User](ctx, c, banUser, request{ids: []string{id}})
}

// UnbanUser lifts a user's ban: POST /users/{user_id}/unban.
func (c *Client) UnbanUser(ctx context.Context, id string) (*User, error) {
	return sendForObject[User](ctx, c, unbanUser, request{ids: []string{id}})
}

// LockUser locks a user for as long as the instance's lockout lasts: POST /users/{user_id}/lock. An instance without
// lockout is an *Error with status 403.
func (c *Client) LockUser(ctx context.Context, id string) (*User, error) {
	return sendForObject[User](ctx, c, lockUser, request{ids: []string{id}})
}

// UnlockUser ends a user's lock: POST /users/{user_id}/unlock.
func (c *Client) UnlockUser(ctx context.Context, id string) (*User, error) {
	return sendForObject[User](ctx, c, unlockUser, request{ids: []string{id}})
}

// BanUsers bans 1 to 50 users in one request: POST /users/ban. Another number is refused before anything is sent.
func (c *Client) BanUsers(ctx context.Context, ids []string) ([]User, error) {
	return c.sendBulk(ctx, banUsers, ids)
}

// UnbanUsers lifts the ban of 1 to 50 users in one request: POST /users/unban. Another number is refused before
// anything is sent.
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
