package clerk

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// A testing token cannot be revoked and expires within an hour, so an additional token has no effect.
var createTestingToken = repeatable(http.MethodPost, "/testing_tokens")

// TestingToken lets end-to-end tests pass the bot protection of the instance. Token is a credential.
type TestingToken struct {
	Token string `json:"token"`
	// ExpiresAt is in seconds since 1970-01-01 UTC. All other times of the API are in milliseconds.
	ExpiresAt int64 `json:"expires_at"`
}

// UnmarshalJSON decodes the time in any number format.
func (t *TestingToken) UnmarshalJSON(data []byte) error {
	type plain TestingToken
	v := struct {
		*plain
		ExpiresAt UnixMilli `json:"expires_at"` // in seconds here
	}{plain: (*plain)(t)}
	err := json.Unmarshal(data, &v)
	t.ExpiresAt = int64(v.ExpiresAt)
	return err
}

func (t *TestingToken) identity() string { return t.Token }

// Expiry returns the time of the expiry, in UTC.
func (t *TestingToken) Expiry() time.Time { return time.Unix(t.ExpiresAt, 0).UTC() }

// CreateTestingToken creates a testing token: POST /testing_tokens.
func (c *Client) CreateTestingToken(ctx context.Context) (*TestingToken, error) {
	return sendForObject[TestingToken](ctx, c, createTestingToken, request{})
}
