package emulator

import (
	"cmp"
	"crypto/sha1" //nolint:gosec // Clerk's suffix of cookies is made with SHA-1
	"encoding/base64"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"
)

// refreshMaxAge is the default for the maximum age of an expired session token.
const refreshMaxAge = 24 * time.Hour

// refreshParams are the parameters of POST /sessions/{session_id}/refresh.
type refreshParams struct {
	ExpiredToken         param[string] `param:"expired_token"`
	RefreshToken         param[string] `param:"refresh_token"`
	RequestOrigin        param[string] `param:"request_origin"`
	RequestHeaders       param[object] `param:"request_headers,nullable"`
	Format               param[string] `param:"format,nullable"`
	RequestOriginatingIP param[string] `param:"request_originating_ip,nullable"`
}

// cookies are the directives for the header Set-Cookie, in the format of the API.
type cookies struct {
	Object  string   `json:"object"`
	Cookies []string `json:"cookies"`
}

// refreshSession handles POST /sessions/{session_id}/refresh. Every refusal is answered with 401. The official SDKs
// then let the browser sign in again.
func (c *call) refreshSession() (any, error) {
	var params refreshParams
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if problems = params.check(problems); len(problems) > 0 {
		return nil, &apiError{status: http.StatusUnauthorized, problems: problems}
	}
	session, err := c.refreshable(params)
	if err != nil {
		return nil, err
	}
	claims := c.tokenTimes(c.sessionClaims(session), sessionTokenLife, sessionTokenSkew)
	token, err := c.sign(claims)
	if err != nil {
		return nil, err
	}
	if params.Format.Value == "cookie" {
		return cookies{Object: "cookies", Cookies: c.sessionCookies(token)}, nil
	}
	return sessionToken{Object: "token", JWT: token}, nil
}

func (p *refreshParams) check(problems []problem) []problem {
	for _, required := range []struct {
		name  string
		param param[string]
	}{
		{"expired_token", p.ExpiredToken}, {"refresh_token", p.RefreshToken}, {"request_origin", p.RequestOrigin},
	} {
		if !required.param.Sent {
			problems = append(problems, missing(required.name))
		}
	}
	if p.Format.hasValue() && p.Format.Value != "token" && p.Format.Value != "cookie" {
		problems = append(problems, notAllowedValue("format", "token", "cookie"))
	}
	return problems
}

// refreshable returns the session if its expired token and its refresh token are valid. The expired token is then
// consumed.
func (c *call) refreshable(params refreshParams) (Session, error) {
	id := c.path("session_id")
	stored := c.store.sessions.sessions.get(id)
	if stored == nil {
		return Session{}, refreshRefused("session_refresh_session_not_found", "Session not found",
			"No session was found with id "+id)
	}
	session := stored.at(c.now)
	claims, err := c.verifiedClaims(params.ExpiredToken.Value, c.now)
	if err != nil {
		return Session{}, refreshRefused("expired_session_token_invalid", "Invalid expired_token param",
			"The session token provided could not be successfully verified")
	}
	if err := c.checkExpired(claims, session, params.RequestOrigin.Value); err != nil {
		return Session{}, err
	}
	tokens := c.store.tokens
	if token := tokens.Refresh[id]; token == "" || token != params.RefreshToken.Value {
		return Session{}, refreshRefused("refresh_token_not_found", "Refresh token not found",
			"The provided refresh token was not found")
	}
	key, _ := claims["jti"].(string)
	if key != "" && tokens.Consumed[key] {
		return Session{}, refreshRefused("session_refresh_expired_session_token_consumed", "expired session token consumed",
			"The provided expired session token was already consumed in a previous refresh request")
	}
	tokens.Consumed[key] = true
	return session, nil
}

// checkExpired checks the claims of an expired session token.
func (c *call) checkExpired(claims map[string]any, session Session, origin string) error {
	sid, _ := claims["sid"].(string)
	azp, _ := claims["azp"].(string)
	issued, hasIssued := claims["iat"].(float64)
	from, err := url.Parse(origin)
	switch {
	case sid == "":
		return refreshRefused("expired_session_token_missing_sid", "missing 'sid' claim",
			"No 'sid' claim present in the provided expired session token")
	case sid != session.ID:
		return refreshRefused("refresh_sid_mismatch", "Session ID does not match the 'sid' claim",
			"The 'sid' claim of the provided expired session token does not match the session ID in the request path")
	case err != nil || from.Scheme == "" || from.Host == "":
		return refreshRefused("refresh_request_origin_invalid", "Request origin is invalid",
			"The request_origin parameter could not be parsed")
	case azp == "":
		return refreshRefused("expired_session_token_missing_azp", "missing 'azp' claim",
			"No 'azp' claim present in the provided expired session token")
	case azp != from.Scheme+"://"+from.Host:
		return refreshRefused("refresh_request_origin_azp_mismatch", "Request origin does not match azp claim",
			"The request_origin parameter does not match the 'azp' claim of expired_token")
	case !hasIssued:
		return refreshRefused("session_refresh_expired_session_token_missing_iat", "missing 'iat' claim",
			"No 'iat' claim present in the provided expired session token")
	case time.Duration(c.now-int64(issued)*1000)*time.Millisecond > c.behaviour.refreshMaxAge():
		return refreshRefused("session_refresh_expired_session_token_too_old", "session token too old",
			"The provided expired session token is too old")
	case !session.open():
		return refreshRefused("session_refresh_inactive_session", "session inactive",
			"The provided session is not active")
	}
	return nil
}

func refreshRefused(code, message, longMessage string) error {
	return failure(http.StatusUnauthorized, code, message, longMessage)
}

// sessionCookies returns the directives that store a session token in a browser.
func (c *call) sessionCookies(token string) []string {
	directives := []string{cookie("__session", token)}
	if c.request.URL.Query().Get("suffixed_cookies") == "true" {
		directives = append(directives, cookie("__session_"+c.cookieSuffix(), token))
	}
	return directives
}

func cookie(name, value string) string {
	return fmt.Sprintf("%s=%s; Path=/; Max-Age=%d; SameSite=Lax; Secure", name, value, int(sessionLife/time.Second))
}

// cookieSuffix distinguishes the cookies of several instances on one domain.
func (e *Emulator) cookieSuffix() string {
	sum := sha1.Sum([]byte(e.PublishableKey())) //nolint:gosec // see the import
	return base64.URLEncoding.EncodeToString(sum[:])[:8]
}

// Handshake is the data that a browser has after a sign-in: the tokens in its cookies, and a nonce for
// GET /clients/handshake_payload.
type Handshake struct {
	SessionToken string `json:"session_token"`
	RefreshToken string `json:"refresh_token"`
	Nonce        string `json:"nonce"`
}

// OpenHandshake returns the tokens of a session for a browser at the origin, such as https://app.example.com. The
// origin becomes the claim azp of the session's tokens. An empty origin does not change the claim.
func (e *Emulator) OpenHandshake(sessionID, origin string) (Handshake, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	session := e.store.sessions.sessions.get(sessionID)
	if session == nil {
		return Handshake{}, sessionNotFound(sessionID)
	}
	tokens := e.store.tokens
	if origin != "" {
		tokens.Origins[sessionID] = strings.TrimSuffix(origin, "/")
	}
	c := &call{Emulator: e, now: e.Now().UnixMilli()}
	token, err := e.sign(c.tokenTimes(c.sessionClaims(*session), sessionTokenLife, sessionTokenSkew))
	if err != nil {
		return Handshake{}, err
	}
	opened := Handshake{
		SessionToken: token,
		RefreshToken: cmp.Or(tokens.Refresh[sessionID], newTraceID()),
		Nonce:        newTraceID(),
	}
	tokens.Refresh[sessionID] = opened.RefreshToken
	tokens.Nonces[opened.Nonce] = []string{
		cookie("__session", opened.SessionToken), cookie("__refresh_"+e.cookieSuffix(), opened.RefreshToken),
		cookie("__client_uat", fmt.Sprint(c.now/1000)),
	}
	e.data.changed()
	return opened, nil
}

// getHandshakePayload handles GET /clients/handshake_payload. The specification lacks this operation; the official
// JavaScript SDK calls it with the nonce of a handshake.
func (c *call) getHandshakePayload() (any, error) {
	directives, known := c.store.tokens.Nonces[c.request.URL.Query().Get("nonce")]
	if !known {
		return nil, failure(http.StatusNotFound, "resource_not_found", "not found", "No handshake was found with this nonce")
	}
	return map[string]any{"directives": directives}, nil
}

// verifySession handles POST /sessions/{session_id}/verify, which no version of the API answers any more. The official
// SDKs still have it.
func (c *call) verifySession() (any, error) { return nil, operationGone() }
