package emulator

import (
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/go-jose/go-jose/v4"
	"github.com/go-jose/go-jose/v4/jwt"
)

// claims returns the claims of a token, which must be signed with the first published key.
func (a *testAPI) claims(token string) map[string]any {
	a.t.Helper()
	parsed, err := jwt.ParseSigned(token, []jose.SignatureAlgorithm{jose.RS256})
	if err != nil {
		a.t.Fatal(err)
	}
	var set jose.JSONWebKeySet
	if err := json.Unmarshal(a.ok("GET", "/v1/jwks", "").body, &set); err != nil {
		a.t.Fatal(err)
	}
	header := parsed.Headers[0]
	if header.Algorithm != "RS256" || header.KeyID != set.Keys[0].KeyID || header.ExtraHeaders["typ"] != "JWT" {
		a.t.Errorf("the header is %+v", header)
	}
	var claims map[string]any
	if err := parsed.Claims(set.Keys[0], &claims); err != nil {
		a.t.Fatal(err)
	}
	return claims
}

// sessionToken creates a session token. suffix is the rest of the path.
func (a *testAPI) sessionToken(sessionID, suffix, body string) map[string]any {
	a.t.Helper()
	made := decoded[sessionToken](a.ok("POST", "/v1/sessions/"+sessionID+"/tokens"+suffix, body))
	if made.Object != "token" {
		a.t.Errorf("got %+v", made)
	}
	return a.claims(made.JWT)
}

// startSession starts an instance with a session of ada, with an organization and an origin.
func startSession(t *testing.T) *testAPI {
	t.Helper()
	api := startTest(t, Config{})
	var seed Seed
	err := json.Unmarshal([]byte(`{
		"users": [{"object":"user","id":"user_ada","first_name":"Ada","last_name":"Lovelace","username":"adalove",
			"primary_email_address_id":"idn_1","email_addresses":[{"id":"idn_1","email_address":"ada@example.com"}],
			"public_metadata":{"team":{"id":7}},"private_metadata":{"secret":"s"},
			"organization_memberships":[{"role":"org:admin","organization":{"id":"org_1","name":"Engines","slug":"engines"}}]}],
		"sessions": [{"id":"sess_1","user_id":"user_ada","authorized_party":"https://app.example.com"}],
		"jwt_templates": [
			{"name":"hasura","lifetime":300,"allowed_clock_skew":0,"claims":{
				"id":"{{user.id}}","name":"{{ user.first_name }} <{{user.primary_email_address}}>",
				"team":"{{user.public_metadata.team}}",
				"secret":"{{user.private_metadata}}","fixed":["a",1,{"full":"{{user.full_name}}"}],"session":"{{session.id}}",
				"none":"{{user.shoe.size}}"}},
			{"name":"plain"}
		]}`), &seed)
	if err == nil {
		err = api.Seed(seed)
	}
	if err != nil {
		t.Fatal(err)
	}
	return api
}

func TestSessionToken_hasItsClaims(t *testing.T) {
	api := startSession(t)
	api.AdvanceClock(3 * time.Minute)
	now := float64(api.Now().Unix())
	for body, life := range map[string]float64{
		"": 60, "null": 60, `{"expires_in_seconds":null}`: 60, `{"expires_in_seconds":30}`: 30,
		`{"expires_in_seconds":315360000}`: 315360000,
	} {
		claims := api.sessionToken("sess_1", "", body)
		if jti, _ := claims["jti"].(string); len(jti) != 32 {
			t.Errorf("jti is %v", claims["jti"])
		}
		delete(claims, "jti")
		want := map[string]any{
			"iss": api.FrontendAPIURL(),
			"sub": "user_ada",
			"sid": "sess_1",
			"azp": "https://app.example.com",
			"v":   2,
			"sts": "active",
			"fva": []int{3, -1},
			"iat": now,
			"nbf": now - 10,
			"exp": now + life,
		}
		if string(marshal(claims)) != string(marshal(want)) {
			t.Errorf("%s: got %s", body, marshal(claims))
		}
	}
}

func TestSessionToken_organizationAndActor_areInTheClaims(t *testing.T) {
	api := startSession(t)
	session := api.ok("POST", "/v1/sessions", `{"user_id":"user_ada","active_organization_id":"org_1"}`).session()
	claims := api.sessionToken(session.ID, "", "")
	got := string(marshal(claims["o"]))
	if got != `{"id":"org_1","rol":"admin","slg":"engines"}` || claims["azp"] != nil || claims["act"] != nil {
		t.Errorf("got %s", marshal(claims))
	}
	api.ok("POST", "/v1/actor_tokens", `{"user_id":"user_ada","actor":{"sub":"user_grace"}}`)
	impersonated, err := api.AcceptTicket(api.ActorTokens()[0].ID)
	if err != nil {
		t.Fatal(err)
	}
	if claims = api.sessionToken(impersonated.ID, "", ""); string(marshal(claims["act"])) != `{"sub":"user_grace"}` {
		t.Errorf("got %s", marshal(claims))
	}
}

func TestTemplateToken_hasItsClaims(t *testing.T) {
	api := startSession(t)
	now := float64(testTime.Unix())
	common := map[string]any{"iss": api.FrontendAPIURL(), "sub": "user_ada", "azp": "https://app.example.com", "iat": now}
	for name, test := range map[string]struct {
		template, body string
		want           map[string]any
	}{
		"plain": {"plain", "", map[string]any{"nbf": now - 5, "exp": now + 60}},
		"own lifetime, skew and claims": {"hasura", "", map[string]any{
			"nbf": now, "exp": now + 300, "id": "user_ada", "name": "Ada <ada@example.com>", "team": map[string]any{"id": 7},
			"secret": nil, "none": nil, "session": "sess_1", "fixed": []any{"a", 1, map[string]any{"full": "Ada Lovelace"}},
		}},
		"lifetime of the request": {"plain", `{"expires_in_seconds":90}`, map[string]any{"nbf": now - 5, "exp": now + 90}},
	} {
		t.Run(name, func(t *testing.T) {
			claims := api.sessionToken("sess_1", "/"+test.template, test.body)
			delete(claims, "jti")
			for name, value := range common {
				test.want[name] = value
			}
			if string(marshal(claims)) != string(marshal(test.want)) {
				t.Errorf("got %s, want %s", marshal(claims), marshal(test.want))
			}
		})
	}
}

func TestSessionToken_invalidRequest_isRefused(t *testing.T) {
	api := startSession(t)
	for body, want := range map[string]string{
		`{"expires_in_seconds":29}`:        "form_param_value_invalid expires_in_seconds",
		`{"expires_in_seconds":315360001}`: "form_param_value_too_large expires_in_seconds",
		`{"expires_in_seconds":60.5}`:      "form_param_value_invalid expires_in_seconds",
		`{"expires_in":60}`:                "form_param_unknown expires_in",
	} {
		for _, path := range []string{"/v1/sessions/sess_1/tokens", "/v1/sessions/sess_1/tokens/plain"} {
			api.refused("POST", path, body, 422, want)
		}
	}
	api.refused("POST", "/v1/sessions/sess_none/tokens", "", 404, "resource_not_found")
	got := api.refused("POST", "/v1/sessions/sess_1/tokens/none", "", 404, "resource_not_found")
	if !strings.Contains(string(got.body), "JWT template not found") {
		t.Errorf("got %s", got.body)
	}
}

// A session that has ended has no tokens. The token of a pending session has its status.
func TestSessionToken_endedSession_isRefused(t *testing.T) {
	api := startSession(t)
	statuses := slices.DeleteFunc(slices.Clone(sessionStatuses), func(status string) bool { return status == "active" })
	for _, status := range statuses {
		err := api.Seed(Seed{Sessions: []SeedSession{{ID: "sess_" + status, UserID: "user_ada", Status: status}}})
		if err != nil {
			t.Fatal(err)
		}
		for _, suffix := range []string{"", "/plain"} {
			api.refused("POST", "/v1/sessions/sess_"+status+"/tokens"+suffix, "", 401, "authentication_invalid")
		}
	}
	err := api.Seed(Seed{Sessions: []SeedSession{{ID: "sess_pending", UserID: "user_ada", Status: "pending"}}})
	if err != nil {
		t.Fatal(err)
	}
	if claims := api.sessionToken("sess_pending", "", ""); claims["sts"] != "pending" {
		t.Errorf("got %s", marshal(claims))
	}
	api.AdvanceClock(sessionLife)
	api.refused("POST", "/v1/sessions/sess_1/tokens", "", 401, "authentication_invalid")
	api.SetBehaviour(Behaviour{EndedSessionsNotFound: true})
	api.refused("POST", "/v1/sessions/sess_1/tokens", "", 404, "resource_not_found")
}
