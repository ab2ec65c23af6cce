package emulator

import (
	"cmp"
	"encoding/json"
	"net/http"
	"slices"
	"strconv"
	"time"
)

// createSignInToken handles POST /sign_in_tokens.
func (c *call) createSignInToken() (any, error) {
	var params struct {
		UserID           param[string] `param:"user_id"`
		OrgID            param[string] `param:"org_id,nullable"`
		ExpiresInSeconds param[int64]  `param:"expires_in_seconds,nullable"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if !params.UserID.Sent {
		problems = append(problems, missing("user_id"))
	}
	problems = inRange(problems, "expires_in_seconds", params.ExpiresInSeconds, 1, 0)
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	a := c.store.users[params.UserID.Value]
	if a == nil {
		return nil, userNotFound(params.UserID.Value)
	}
	if params.OrgID.Value != "" && c.organizationsOn() != nil {
		return nil, organizationsOff()
	}
	if org := params.OrgID.Value; org != "" && c.store.membership(org, a.ID) == nil {
		return nil, failure(http.StatusForbidden, "not_a_member_in_organization", "not a member",
			"The user is not a member of the organization "+org+".")
	}
	ticket := Ticket{Object: signInTokenObject, UserID: a.ID, OrganizationID: params.OrgID.Value}
	return c.issueTicket(ticket, signInTokenPrefix, cmp.Or(params.ExpiresInSeconds.Value, signInTokenLife))
}

// revokeSignInToken handles POST /sign_in_tokens/{sign_in_token_id}/revoke.
func (c *call) revokeSignInToken() (any, error) {
	return c.revokeTicket(signInTokenObject, c.path("sign_in_token_id"), "sign in token")
}

// createActorToken handles POST /actor_tokens.
func (c *call) createActorToken() (any, error) {
	if c.behaviour.ActorTokensNeedPlan {
		return nil, planLacks("user_impersonation")
	}
	var params struct {
		UserID                      param[string] `param:"user_id"`
		Actor                       param[object] `param:"actor"`
		ExpiresInSeconds            param[int64]  `param:"expires_in_seconds"`
		SessionMaxDurationInSeconds param[int64]  `param:"session_max_duration_in_seconds"`
	}
	problems, err := c.decode(&params)
	if err != nil {
		return nil, err
	}
	if !params.UserID.Sent {
		problems = append(problems, missing("user_id"))
	}
	switch {
	case !params.Actor.Sent:
		problems = append(problems, missing("actor"))
	case params.Actor.Value != nil && subjectOf(params.Actor.Value) == "":
		problems = append(
			problems,
			about("actor", "form_param_value_invalid", "is invalid", "actor must have a sub, the id of the actor."),
		)
	}
	problems = inRange(problems, "expires_in_seconds", params.ExpiresInSeconds, 1, 0)
	problems = inRange(problems, "session_max_duration_in_seconds", params.SessionMaxDurationInSeconds, 1, 0)
	if len(problems) == 0 && c.store.users[params.UserID.Value] == nil {
		problems = append(problems, resourceMissing("user_id"))
	}
	if err := unprocessable(problems...); err != nil {
		return nil, err
	}
	ticket := Ticket{
		Object:         actorTokenObject,
		UserID:         params.UserID.Value,
		Actor:          json.RawMessage(params.Actor.Value),
		SessionSeconds: cmp.Or(params.SessionMaxDurationInSeconds.Value, actorSessionLife),
	}
	return c.issueTicket(ticket, actorTokenPrefix, cmp.Or(params.ExpiresInSeconds.Value, actorTokenLife))
}

// subjectOf returns the key sub of an actor.
func subjectOf(actor object) string {
	var known struct {
		Sub string `json:"sub"`
	}
	if json.Unmarshal(actor, &known) != nil {
		return ""
	}
	return known.Sub
}

// revokeActorToken handles POST /actor_tokens/{actor_token_id}/revoke.
func (c *call) revokeActorToken() (any, error) {
	return c.revokeTicket(actorTokenObject, c.path("actor_token_id"), "actor token")
}

// testingTokenLife is the lifetime of a testing token.
const testingTokenLife = time.Hour

// TestingToken is a testing token in the format of the API. ExpiresAt is in Unix seconds.
type TestingToken struct {
	Object    string `json:"object"`
	Token     string `json:"token"`
	ExpiresAt int64  `json:"expires_at"`
}

// createTestingToken handles POST /testing_tokens.
func (c *call) createTestingToken() (any, error) {
	if problems, err := c.decode(&struct{}{}); err != nil || len(problems) > 0 {
		return nil, cmp.Or(err, unprocessable(problems...))
	}
	now := time.UnixMilli(c.now)
	token := TestingToken{
		Object:    "testing_token",
		Token:     strconv.FormatInt(now.Unix(), 10) + newID("-c_", now),
		ExpiresAt: now.Add(testingTokenLife).Unix(),
	}
	c.store.tokens.Testing = append(slices.Clip(c.store.tokens.Testing), token)
	return token, nil
}

// TestingTokens returns the testing tokens, the oldest first.
func (e *Emulator) TestingTokens() []TestingToken {
	e.mu.RLock()
	defer e.mu.RUnlock()
	return slices.Clone(e.store.tokens.Testing)
}
