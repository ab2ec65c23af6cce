package clerk

import (
	"context"
	"net/http"
)

var (
	createSignInToken = unrepeatable(http.MethodPost, "/sign_in_tokens")
	revokeSignInToken = repeatable(http.MethodPost, "/sign_in_tokens/{sign_in_token_id}/revoke").
				mustShow(shows("is revoked", func(t *SignInToken) bool { return t.Status == statusRevoked }))
)

// statusRevoked is the status of a token or a device that was revoked.
const statusRevoked = "revoked"

// Error codes by which Clerk refuses to revoke a token that is not pending.
const (
	codeSignInTokenNotPending = "sign_in_token_cannot_be_revoked_code"
	codeActorTokenNotPending  = "actor_token_cannot_be_revoked_code"
)

// SignInToken lets its holder sign in as a user once. Token and URL are credentials.
type SignInToken struct {
	ID string `json:"id"`
	// Status is pending, accepted or revoked. A token that is past its life stays pending.
	Status string `json:"status"`
	UserID string `json:"user_id"`
	Token  string `json:"token"`
	// URL signs in whoever opens it; it can be nil.
	URL       *string   `json:"url"`
	CreatedAt UnixMilli `json:"created_at"`
	UpdatedAt UnixMilli `json:"updated_at"`
}

func (t *SignInToken) identity() string { return t.ID }

// issuedSignInToken is a SignInToken as its creation answers it: one that does not tell the token is worthless.
type issuedSignInToken struct{ SignInToken }

func (t *issuedSignInToken) identity() string {
	if t.Token == "" {
		return ""
	}
	return t.ID
}

// SignInTokenCreateParams is the body of POST /sign_in_tokens.
type SignInTokenCreateParams struct {
	UserID string `json:"user_id"`
	// OrganizationID is the organization that is active after the sign-in; the user must be a member of it.
	OrganizationID Field[string] `json:"org_id,omitzero"`
	// ExpiresInSeconds is the life of the token, at least 1; by default 30 days.
	ExpiresInSeconds Field[int64] `json:"expires_in_seconds,omitzero"`
}

// CreateSignInToken makes a sign-in token: POST /sign_in_tokens. Nobody can find a token whose answer was lost, so the
// request is not sent again: such a token stays valid until it expires. The error is then an *AmbiguousCreateError.
func (c *Client) CreateSignInToken(ctx context.Context, params SignInTokenCreateParams) (*SignInToken, error) {
	token, err := sendUnsearchable(ctx, c, createSignInToken, request{body: params}, func(token *issuedSignInToken) error {
		return ofUser(params.UserID, token.UserID)
	})
	if err != nil {
		return nil, err
	}
	return &token.SignInToken, nil
}

// ofUser returns an error when a token is for another user than the one that it was requested for.
func ofUser(requested, answered string) error {
	if differs(requested, answered) {
		return &wrongObjectError{requested: requested, answered: answered}
	}
	return nil
}

// RevokeSignInToken makes a pending sign-in token useless: POST /sign_in_tokens/{sign_in_token_id}/revoke. One that was
// used or revoked before is an *Error for which IsNotPending is true.
func (c *Client) RevokeSignInToken(ctx context.Context, id string) (*SignInToken, error) {
	return sendForObject[SignInToken](ctx, c, revokeSignInToken, request{ids: []string{id}})
}

// IsNotPending reports whether Clerk refused to revoke a token because it was used, or revoked before.
func IsNotPending(err error) bool {
	return HasCode(err, codeSignInTokenNotPending) || HasCode(err, codeActorTokenNotPending)
}
