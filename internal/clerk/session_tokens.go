package clerk

import (
	"context"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"strings"
)

// Clerk does not store these tokens, so the requests can be repeated without an effect.
var (
	createSessionToken         = repeatable(http.MethodPost, "/sessions/{session_id}/tokens").answersUnnamed()
	createSessionTemplateToken = repeatable(
		http.MethodPost, "/sessions/{session_id}/tokens/{template_name}",
	).answersUnnamed()
)

// SessionToken is a JWT that Clerk signed for a session. The JWT is a credential.
type SessionToken struct {
	JWT string `json:"jwt"`
}

func (t *SessionToken) identity() string { return t.JWT }

// sessionID returns the id of the session in the token, or "". Tokens from templates do not contain it.
func (t *SessionToken) sessionID() string {
	id, _ := unverifiedClaims(t.JWT)["sid"].(string)
	return id
}

// SessionTokenParams is the body of both operations that create a session token.
type SessionTokenParams struct {
	// ExpiresInSeconds is the lifetime of the token, from 30 to 315360000.
	ExpiresInSeconds Field[int64] `json:"expires_in_seconds,omitzero"`
}

// CreateSessionToken creates a token for a session: POST /sessions/{session_id}/tokens. An unknown session is an *Error
// for which IsNotFound is true.
func (c *Client) CreateSessionToken(
	ctx context.Context,
	sessionID string,
	params SessionTokenParams,
) (*SessionToken, error) {
	return sendForObject[SessionToken](ctx, c, createSessionToken, request{ids: []string{sessionID}, body: params})
}

// CreateSessionTokenFromTemplate creates a token with the claims and the lifetime of a JWT template: POST
// /sessions/{session_id}/tokens/{template_name}. An unknown session or template is an *Error for which IsNotFound is
// true.
func (c *Client) CreateSessionTokenFromTemplate(
	ctx context.Context,
	sessionID, template string,
	params SessionTokenParams,
) (*SessionToken, error) {
	return sendForObject[SessionToken](
		ctx,
		c,
		createSessionTemplateToken,
		request{ids: []string{sessionID, template}, body: params},
	)
}

// unverifiedClaims returns the claims of a JWT without verifying its signature. It returns nil for any other text.
func unverifiedClaims(token string) map[string]any {
	parts := strings.Split(token, ".")
	if len(parts) != 3 {
		return nil
	}
	payload, err := base64.RawURLEncoding.DecodeString(parts[1])
	if err != nil {
		return nil
	}
	var claims map[string]any
	if json.Unmarshal(payload, &claims) != nil {
		return nil
	}
	return claims
}
