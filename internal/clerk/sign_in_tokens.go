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

// statusRevoked is the status of a revoked token, device or invitation, and statusPending that of an invitation that
// can be accepted.
const (
	statusRevoked = "revoked"
	statusPending = "pending"
)

// Error codes for revoking a token that is not pending.
const (
	codeSignInTokenNotPending = "sign_in_token_cannot_be_revoked_code"
	codeActorTokenNotPending  = "actor_token_cannot_be_revoked_code"
)

// SignInToken allows one sign-in as a user. Token and URL are credentials.
type SignInToken struct {
	ID string `json:"id"`
	// Status is pending, accepted or revoked. An expired token stays pending.
	Status string `json:"status"`
	UserID string `json:"user_id"`
	Token  string `json:"token"`
	// URL signs in any person who opens it. It can be nil.
	URL       *string   `json:"url"`
	CreatedAt UnixMilli `json:"created_at"`
	UpdatedAt UnixMilli `json:"updated_at"`
}

func (t *SignInToken) identity() string { return t.ID }

// issuedSignInToken is a SignInToken in the answer to its creation, which must contain the token.
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
	// OrganizationID is the active organization after the sign-in. The user must be a member of it.
	OrganizationID Field[string] `json:"org_id,omitzero"`
	// ExpiresInSeconds is the lifetime of the token, at least 1. The default is 30 days.
	ExpiresInSeconds Field[int64] `json:"expires_in_seconds,omitzero"`
}

// CreateSignInToken creates a sign-in token: POST /sign_in_tokens. The request is sent once, because the API cannot
// find a token after a lost answer. Another request would leave a valid token that is not recorded. If the result is
// unknown, the error is an *AmbiguousCreateError.
func (c *Client) CreateSignInToken(ctx context.Context, params SignInTokenCreateParams) (*SignInToken, error) {
	token, err := sendUnsearchable(ctx, c, createSignInToken, request{body: params}, func(token *issuedSignInToken) error {
		return ofUser(params.UserID, token.UserID)
	})
	if err != nil {
		return nil, err
	}
	return &token.SignInToken, nil
}

// ofUser returns an error if a token is for another user than the requested one.
func ofUser(requested, answered string) error {
	if differs(requested, answered) {
		return &wrongObjectError{requested: requested, answered: answered}
	}
	return nil
}

// RevokeSignInToken revokes a pending sign-in token: POST /sign_in_tokens/{sign_in_token_id}/revoke. For a token that
// was used or revoked before, the error is an *Error for which IsNotPending is true.
func (c *Client) RevokeSignInToken(ctx context.Context, id string) (*SignInToken, error) {
	return sendForObject[SignInToken](ctx, c, revokeSignInToken, request{ids: []string{id}})
}

// IsNotPending reports whether Clerk refused to revoke a token that was already used or revoked.
func IsNotPending(err error) bool {
	return HasCode(err, codeSignInTokenNotPending) || HasCode(err, codeActorTokenNotPending) ||
		HasCode(err, codeInvitationNotPending) || HasCode(err, codeInvitationAccepted) || HasCode(err, codeInvitationRevoked)
}
