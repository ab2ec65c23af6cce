package clerk

import (
	"context"
	"fmt"
	"slices"
	"time"
)

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
				return nil, newDecodeError(op, cl.answer, fmt.Errorf("it is about another %s than the requested one", key))
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
