package clerk

import (
	"context"
	"encoding/json"
	"net/http"
	"time"
)

// A testing token expires within the hour by itself and cannot be revoked, so that one too many does no harm.
var createTestingToken = repeatable(http.MethodPost, "/testing_tokens")

// TestingToken lets end-to-end tests pass the bot protection of the instance. Token is a credential.
type TestingToken struct {
	Token string `json:"token"`
	// ExpiresAt is in seconds since 1970-01-01 UTC, unlike every other time of the API.
	ExpiresAt int64 `json:"expires_at"`
}

// UnmarshalJSON reads the time in any notation.
func (t *TestingToken) UnmarshalJSON(data []byte) error {
	type plain TestingToken
	v := struct {
		*plain
		ExpiresAt UnixMilli `json:"expires_at"` // whatever the unit
	}{plain: (*plain)(t)}
	err := json.Unmarshal(data, &v)
	t.ExpiresAt = int64(v.ExpiresAt)
	return err
}

func (t *TestingToken) identity() string { return t.Token }

// Expiry returns when the token expires, in UTC.
func (t *TestingToken) Expiry() time.Time { return time.Unix(t.ExpiresAt, 0).UTC() }

// CreateTestingToken makes a testing token: POST /testing_tokens.
func (c *Client) CreateTestingToken(ctx context.Context) (*TestingToken, error) {
	return sendForObject[TestingToken](ctx, c, createTestingToken, request{})
}
