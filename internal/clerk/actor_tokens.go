package clerk

import (
	"context"
	"encoding/json"
	"net/http"
)

var (
	createActorToken = unrepeatable(http.MethodPost, "/actor_tokens")
	revokeActorToken = repeatable(http.MethodPost, "/actor_tokens/{actor_token_id}/revoke").
				mustShow(shows("is revoked", func(t *ActorToken) bool { return t.Status == statusRevoked }))
)

// ActorToken lets an actor sign in as another user, whom they impersonate. Token and URL are credentials.
type ActorToken struct {
	ID string `json:"id"`
	// Status is pending, accepted or revoked. A token that is past its life stays pending.
	Status string `json:"status"`
	UserID string `json:"user_id"`
	// Actor is the JSON object that was given; its key sub names who acts.
	Actor     json.RawMessage `json:"actor"`
	Token     string          `json:"token"`
	URL       *string         `json:"url"`
	CreatedAt UnixMilli       `json:"created_at"`
	UpdatedAt UnixMilli       `json:"updated_at"`
}

func (t *ActorToken) identity() string { return t.ID }

// issuedActorToken is a ActorToken as its creation answers it: one that does not tell the token is worthless.
type issuedActorToken struct{ ActorToken }

func (t *issuedActorToken) identity() string {
	if t.Token == "" {
		return ""
	}
	return t.ID
}

// ActorTokenCreateParams is the body of POST /actor_tokens.
type ActorTokenCreateParams struct {
	UserID string `json:"user_id"`
	// Actor is a JSON object whose key sub names who acts. All of it becomes the claim act of the session.
	Actor json.RawMessage `json:"actor"`
	// ExpiresInSeconds is the life of the token; by default one hour.
	ExpiresInSeconds Field[int64] `json:"expires_in_seconds,omitzero"`
	// SessionMaxDurationInSeconds is the life of the session that the token opens; by default 30 minutes.
	SessionMaxDurationInSeconds Field[int64] `json:"session_max_duration_in_seconds,omitzero"`
}

// CreateActorToken makes an actor token: POST /actor_tokens. A plan without impersonation is an *Error with status 402.
// The request is sent once, as that of CreateSignInToken.
func (c *Client) CreateActorToken(ctx context.Context, params ActorTokenCreateParams) (*ActorToken, error) {
	token, err := sendUnsearchable(ctx, c, createActorToken, request{body: params}, func(token *issuedActorToken) error {
		return ofUser(params.UserID, token.UserID)
	})
	if err != nil {
		return nil, err
	}
	return &token.ActorToken, nil
}

// RevokeActorToken makes a pending actor token useless: POST /actor_tokens/{actor_token_id}/revoke. One that was used or
// revoked before is an *Error for which IsNotPending is true.
func (c *Client) RevokeActorToken(ctx context.Context, id string) (*ActorToken, error) {
	return sendForObject[ActorToken](ctx, c, revokeActorToken, request{ids: []string{id}})
}
