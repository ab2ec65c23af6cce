package emulator

import (
	"cmp"
	"maps"
	"net/http"
	"strings"
)

// Lifetimes of session tokens in seconds.
const (
	sessionTokenLife     = 60
	sessionTokenSkew     = 10
	minSessionTokenLife  = 30
	maxSessionTokenLife  = 315360000
	millisecondsInMinute = 60_000
)

// sessionToken is a JWT in the format of the API.
type sessionToken struct {
	Object string `json:"object"`
	JWT    string `json:"jwt"`
}

// createSessionToken handles POST /sessions/{session_id}/tokens.
func (c *call) createSessionToken() (any, error) {
	session, life, err := c.tokenRequest()
	if err != nil {
		return nil, err
	}
	return c.answerToken(c.tokenTimes(c.sessionClaims(session), cmp.Or(life, sessionTokenLife), sessionTokenSkew))
}

// createTemplateToken handles POST /sessions/{session_id}/tokens/{template_name}.
func (c *call) createTemplateToken() (any, error) {
	session, life, err := c.tokenRequest()
	if err != nil {
		return nil, err
	}
	name := c.path("template_name")
	template, known := c.store.tokens.Templates[name]
	if !known {
		return nil, failure(
			http.StatusNotFound,
			"resource_not_found",
			"JWT template not found",
			"No JWT template exists with name: "+name,
		)
	}
	claims := c.commonClaims(session)
	maps.Copy(claims, template.render(c.shortcodes(session)))
	return c.answerToken(c.tokenTimes(claims, cmp.Or(life, template.lifetime()), template.clockSkew()))
}

// tokenRequest returns the session of a token request, and the lifetime in seconds or 0 for the default.
func (c *call) tokenRequest() (Session, int64, error) {
	session, err := c.session()
	if err != nil {
		return Session{}, 0, err
	}
	var params struct {
		ExpiresInSeconds param[int64] `param:"expires_in_seconds,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return Session{}, 0, err
	}
	problems = inRange(problems, "expires_in_seconds", params.ExpiresInSeconds, minSessionTokenLife, maxSessionTokenLife)
	if err := unprocessable(problems...); err != nil {
		return Session{}, 0, err
	}
	if !session.open() {
		return Session{}, 0, c.sessionInactive(session.ID)
	}
	return session, params.ExpiresInSeconds.Value, nil
}

// sessionInactive returns the error for a session that has ended.
func (c *call) sessionInactive(id string) error {
	if c.behaviour.EndedSessionsNotFound {
		return sessionNotFound(id)
	}
	return failure(http.StatusUnauthorized, "authentication_invalid", "Invalid authentication",
		"Unable to authenticate the request, you need to supply an active session")
}

// inRange adds a problem if a number is outside its limits and has no other problem. If most is 0, there is no upper
// limit.
func inRange(problems []problem, name string, number param[int64], least, most int64) []problem {
	switch {
	case hasProblem(problems, name) || !number.hasValue():
		return problems
	case number.Value < least:
		return append(
			problems,
			about(
				name,
				"form_param_value_invalid",
				"is invalid",
				"%s must be an integer that is not less than %d.",
				name,
				least,
			),
		)
	case most > 0 && number.Value > most:
		return append(
			problems,
			about(name, "form_param_value_too_large", "Value too large", "The value of %s can't be greater than %d", name, most),
		)
	}
	return problems
}

func (c *call) answerToken(claims map[string]any) (any, error) {
	token, err := c.sign(claims)
	if err != nil {
		return nil, err
	}
	return sessionToken{Object: "token", JWT: token}, nil
}

// tokenTimes adds the times of a token. It is valid shortly before its issue, because clocks can differ.
func (c *call) tokenTimes(claims map[string]any, life, skew int64) map[string]any {
	issued := c.now / 1000
	claims["iat"], claims["nbf"], claims["exp"] = issued, issued-skew, issued+life
	return claims
}

// commonClaims returns the claims of every session token, except its times.
func (c *call) commonClaims(session Session) map[string]any {
	claims := map[string]any{"iss": c.FrontendAPIURL(), "sub": session.UserID, "jti": newTraceID()}
	if origin := c.store.tokens.Origins[session.ID]; origin != "" {
		claims["azp"] = origin
	}
	return claims
}

// sessionClaims returns the claims of a session token, version 2, except its times.
func (c *call) sessionClaims(session Session) map[string]any {
	claims := c.commonClaims(session)
	claims["v"], claims["sid"], claims["sts"] = 2, session.ID, session.Status
	// The second factor has never been verified.
	claims["fva"] = []int64{(c.now - session.CreatedAt) / millisecondsInMinute, -1}
	if len(session.Actor) > 0 && !isNull(session.Actor) {
		claims["act"] = session.Actor
	}
	if session.LastActiveOrganizationID != nil {
		claims["o"] = c.organizationClaim(session.UserID, *session.LastActiveOrganizationID)
	}
	return claims
}

// organizationClaim adds the claim about the active organization.
func (c *call) organizationClaim(userID, organizationID string) map[string]any {
	claim := map[string]any{"id": organizationID}
	in, m := c.store.organizations.get(organizationID), c.store.membership(organizationID, userID)
	if in == nil || m == nil {
		return claim
	}
	claim["slg"], claim["rol"] = in.Slug, strings.TrimPrefix(m.Role, "org:")
	return claim
}
