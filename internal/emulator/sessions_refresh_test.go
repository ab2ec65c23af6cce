package emulator

import (
	"encoding/json"
	"errors"
	"strings"
	"testing"
	"time"
)

const refreshPath = "/v1/sessions/sess_1/refresh"

// startBrowser starts an instance with the session sess_1 in a browser at https://app.example.com. Its session token has
// expired.
func startBrowser(t *testing.T) (*testAPI, Handshake) {
	t.Helper()
	api := startTest(t, Config{})
	api.create(`{"username":"adalove"}`)
	err := api.Seed(Seed{Sessions: []SeedSession{
		{ID: "sess_1", User: "adalove"}, {ID: "sess_2", User: "adalove"},
		{ID: "sess_3", User: "adalove", Status: "revoked"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	opened := api.handshake("sess_1", `{"origin":"https://app.example.com/"}`)
	api.AdvanceClock(2 * time.Minute)
	return api, opened
}

func (a *testAPI) handshake(session, body string) Handshake {
	a.t.Helper()
	return decoded[Handshake](a.request("POST", "/_emulator/sessions/"+session+"/handshake", body, "Authorization", ""))
}

// refreshBody returns the body of a refresh. changes are pairs of a parameter and another value for it.
func refreshBody(opened Handshake, changes ...string) string {
	body := map[string]any{
		"expired_token": opened.SessionToken, "refresh_token": opened.RefreshToken,
		"request_origin": "https://app.example.com", "request_headers": map[string]any{"cookie": []string{"a=b"}},
		"request_originating_ip": "127.0.0.1", "format": "token",
	}
	for i := 0; i < len(changes); i += 2 {
		if body[changes[i]] = changes[i+1]; changes[i+1] == "" {
			delete(body, changes[i])
		}
	}
	return string(marshal(body))
}

func TestRefreshSession_expiredToken_returnsANewOne(t *testing.T) {
	api, opened := startBrowser(t)
	made := decoded[sessionToken](api.ok("POST", refreshPath, refreshBody(opened)))
	claims := api.claims(made.JWT)
	if claims["sid"] != "sess_1" || claims["azp"] != "https://app.example.com" ||
		claims["exp"] != float64(api.Now().Unix()+60) {
		t.Errorf("the claims are %v", claims)
	}
	// The new token is the next one to refresh. Its predecessor is consumed.
	api.refused("POST", refreshPath, refreshBody(opened), 401, "session_refresh_expired_session_token_consumed")
	opened.SessionToken = made.JWT
	got := decoded[cookies](
		api.ok("POST", refreshPath+"?suffixed_cookies=true", refreshBody(opened, "format", "cookie")),
	)
	if len(got.Cookies) != 2 || got.Object != "cookies" || !strings.HasPrefix(got.Cookies[0], "__session=ey") ||
		!strings.HasPrefix(got.Cookies[1], "__session_") {
		t.Errorf("got %v", got)
	}
}

func TestRefreshSession_invalidRequest_isRefusedWith401(t *testing.T) {
	api, opened := startBrowser(t)
	sign := func(claims map[string]any) string {
		all := map[string]any{
			"sid": "sess_1", "azp": "https://app.example.com", "iat": api.Now().Unix() - 60, "jti": "1",
		}
		for name, value := range claims {
			if all[name] = value; value == nil {
				delete(all, name)
			}
		}
		return api.mustSign(all)
	}
	other, ended := api.handshake("sess_2", ""), api.handshake("sess_3", `{"origin":"https://app.example.com"}`)
	for name, test := range map[string]struct {
		session string
		body    string
		code    string
	}{
		"unknown session": {"sess_none", refreshBody(opened), "session_refresh_session_not_found"},
		"ended session":   {"sess_3", refreshBody(ended), "session_refresh_inactive_session"},
		"no token":        {"sess_1", refreshBody(opened, "expired_token", "x.y.z"), "expired_session_token_invalid"},
		"token of a template": {
			"sess_1", refreshBody(opened, "expired_token", sign(map[string]any{"sid": nil})),
			"expired_session_token_missing_sid",
		},
		"token of another session": {"sess_1", refreshBody(other), "refresh_sid_mismatch"},
		"token without origin":     {"sess_2", refreshBody(other), "expired_session_token_missing_azp"},
		"another origin": {
			"sess_1", refreshBody(opened, "request_origin", "https://evil.example.com"),
			"refresh_request_origin_azp_mismatch",
		},
		"no origin": {"sess_1", refreshBody(opened, "request_origin", "app"), "refresh_request_origin_invalid"},
		"token without time": {
			"sess_1", refreshBody(opened, "expired_token", sign(map[string]any{"iat": nil})),
			"session_refresh_expired_session_token_missing_iat",
		},
		"old token": {
			"sess_1", refreshBody(opened, "expired_token", sign(map[string]any{"iat": api.Now().Unix() - 24*3600 - 1})),
			"session_refresh_expired_session_token_too_old",
		},
		"refresh token of another session": {
			"sess_1", refreshBody(opened, "refresh_token", other.RefreshToken), "refresh_token_not_found",
		},
		"session without a browser": {"sess_1", refreshBody(opened, "refresh_token", "x"), "refresh_token_not_found"},
		"missing parameter":         {"sess_1", refreshBody(opened, "request_origin", ""), "form_param_missing request_origin"},
		"unknown format":            {"sess_1", refreshBody(opened, "format", "xml"), "form_param_value_invalid format"},
		"unknown parameter":         {"sess_1", refreshBody(opened, "shoe", "size"), "form_param_unknown shoe"},
	} {
		t.Run(name, func(t *testing.T) {
			api := &testAPI{api.Server, t}
			api.refused("POST", "/v1/sessions/"+test.session+"/refresh", test.body, 401, test.code)
		})
	}
	// No refusal has consumed the token.
	api.ok("POST", refreshPath, refreshBody(opened))
}

func TestRefreshSession_maximumAge_isASwitch(t *testing.T) {
	api, opened := startBrowser(t)
	api.SetBehaviour(Behaviour{RefreshMaxAgeSeconds: 60})
	api.refused("POST", refreshPath, refreshBody(opened), 401, "session_refresh_expired_session_token_too_old")
	api.SetBehaviour(Behaviour{RefreshMaxAgeSeconds: 120})
	api.ok("POST", refreshPath, refreshBody(opened))
}

func TestRefreshSession_log_hasNoTokens(t *testing.T) {
	api, opened := startBrowser(t)
	api.ResetLog()
	api.ok("POST", refreshPath, refreshBody(opened))
	api.request("GET", "/v1/clients/handshake_payload?nonce="+opened.Nonce, "")
	text := string(marshal(api.Requests()))
	for _, secret := range []string{opened.SessionToken, opened.RefreshToken, opened.Nonce, "a=b"} {
		if strings.Contains(text, secret) {
			t.Errorf("the log has %s: %s", secret, text)
		}
	}
}

func TestHandshakePayload_nonce_returnsTheCookies(t *testing.T) {
	api, opened := startBrowser(t)
	var got struct {
		Directives []string `json:"directives"`
	}
	err := json.Unmarshal(api.ok("GET", "/v1/clients/handshake_payload?nonce="+opened.Nonce, "").body, &got)
	if err != nil {
		t.Fatal(err)
	}
	text := strings.Join(got.Directives, "\n")
	for _, part := range []string{
		"__session=" + opened.SessionToken + ";", "=" + opened.RefreshToken + ";", "__client_uat=",
	} {
		if !strings.Contains(text, part) {
			t.Errorf("no %s in %s", part, text)
		}
	}
	api.refused("GET", "/v1/clients/handshake_payload?nonce=none", "", 404, "resource_not_found")
}

func TestHandshake_secondTime_keepsTheRefreshToken(t *testing.T) {
	api, opened := startBrowser(t)
	again := api.handshake("sess_1", "")
	if again.RefreshToken != opened.RefreshToken || again.Nonce == opened.Nonce {
		t.Errorf("got %+v after %+v", again, opened)
	}
	if azp := api.claims(again.SessionToken)["azp"]; azp != "https://app.example.com" {
		t.Errorf("azp is %v", azp)
	}
	api.request("POST", "/_emulator/sessions/sess_none/handshake", "").mustBe(404, "resource_not_found")
	var failed *apiError
	if _, err := api.OpenHandshake("sess_none", ""); !errors.As(err, &failed) {
		t.Errorf("the error is %v", err)
	}
}

func TestVerifySession_everyVersion_isGone(t *testing.T) {
	api, _ := startBrowser(t)
	for _, version := range versions {
		api.request("POST", "/v1/sessions/sess_1/verify", `{"token":"x"}`, "Clerk-API-Version", version).
			mustBe(410, "operation_deprecated")
	}
}
