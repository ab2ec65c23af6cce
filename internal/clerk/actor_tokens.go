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

// ActorToken lets an actor sign in as another user (impersonation). Token and URL are credentials.
type ActorToken struct {
	ID string `json:"id"`
	// Status is pending, accepted or revoked. An expired token stays pending.
	Status string `json:"status"`
	UserID string `json:"user_id"`
	// Actor is the JSON object from the request. Its key sub has the id of the actor.
	Actor     json.RawMessage `json:"actor"`
	Token     string          `json:"token"`
	URL       *string         `json:"url"`
	CreatedAt UnixMilli       `json:"created_at"`
	UpdatedAt UnixMilli       `json:"updated_at"`
}

func (t *ActorToken) identity() string { return t.ID }

// issuedActorToken is an ActorToken in the answer to its creation, which must contain the token.
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
	// Actor is a JSON object with the id of the actor in its key sub. Clerk copies all of it to the claim act of the
	// session.
	Actor json.RawMessage `json:"actor"`
	// ExpiresInSeconds is the lifetime of the token; the default is one hour.
	ExpiresInSeconds Field[int64] `json:"expires_in_seconds,omitzero"`
	// SessionMaxDurationInSeconds is the lifetime of the session that the token starts; the default is 30 minutes.
	SessionMaxDurationInSeconds Field[int64] `json:"session_max_duration_in_seconds,omitzero"`
}

// CreateActorToken creates an actor token: POST /actor_tokens. If the plan of the instance has no impersonation, the
// error is an *Error with status 402. The request is sent once; see CreateSignInToken.
func (c *Client) CreateActorToken(ctx context.Context, params ActorTokenCreateParams) (*ActorToken, error) {
	token, err := sendUnsearchable(ctx, c, createActorToken, request{body: params}, func(token *issuedActorToken) error {
		return ofUser(params.UserID, token.UserID)
	})
	if err != nil {
		return nil, err
	}
	return &token.ActorToken, nil
}

// RevokeActorToken revokes a pending actor token: POST /actor_tokens/{actor_token_id}/revoke. For a token that was used
// or revoked before, the error is an *Error for which IsNotPending is true.
func (c *Client) RevokeActorToken(ctx context.Context, id string) (*ActorToken, error) {
	return sendForObject[ActorToken](ctx, c, revokeActorToken, request{ids: []string{id}})
}
