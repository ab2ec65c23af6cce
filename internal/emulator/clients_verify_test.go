package emulator

import (
	"strings"
	"testing"
)

// startClient starts an instance with client_1, and returns its token.
func startClient(t *testing.T) (*testAPI, string) {
	t.Helper()
	api := startTest(t, Config{})
	api.create(`{"username":"adalove"}`)
	err := api.Seed(Seed{Sessions: []SeedSession{{ID: "sess_1", User: "adalove", ClientID: "client_1"}}})
	if err != nil {
		t.Fatal(err)
	}
	token, err := api.ClientToken("client_1")
	if err != nil {
		t.Fatal(err)
	}
	return api, token
}

func TestVerifyClient_validToken_returnsTheClient(t *testing.T) {
	api, token := startClient(t)
	got := decoded[Client](api.ok("POST", "/v1/clients/verify", `{"token":"`+token+`"}`))
	if got.ID != "client_1" || len(got.Sessions) != 1 || got.Sessions[0].ID != "sess_1" {
		t.Errorf("got %s", marshal(got))
	}
	if _, err := api.ClientToken("client_none"); err == nil {
		t.Error("a token of no client")
	}
}

func TestVerifyClient_rotatedKey_refusesOldTokens(t *testing.T) {
	api, token := startClient(t)
	for keep, want := range map[bool]int{true: 200, false: 400} {
		if _, err := api.RotateKeys(keep); err != nil {
			t.Fatal(err)
		}
		fresh, err := api.ClientToken("client_1")
		if err != nil {
			t.Fatal(err)
		}
		api.ok("POST", "/v1/clients/verify", `{"token":"`+fresh+`"}`)
		if got := api.request("POST", "/v1/clients/verify", `{"token":"`+token+`"}`); got.status != want {
			t.Errorf("keep %v: got %d %s", keep, got.status, got.body)
		}
		token = fresh
	}
}

func TestVerifyClient_invalidToken_isRefused(t *testing.T) {
	api, token := startClient(t)
	other, err := New(Config{}).Sign(map[string]any{"id": "client_1", "rotating_token": "r"})
	if err != nil {
		t.Fatal(err)
	}
	secret := api.store.tokens.Rotating["client_1"]
	for name, test := range map[string]struct {
		token  string
		status int
		code   string
		text   string
	}{
		"no JWT":              {"hunter2", 400, "cookie_invalid", "could not be verified"},
		"tampered with":       {token[:len(token)-4] + "AAAA", 400, "cookie_invalid", "could not be verified"},
		"of another instance": {other, 400, "cookie_invalid", "does not publish"},
		"session token": {
			api.mustSign(map[string]any{"sid": "sess_1"}),
			400,
			"cookie_invalid",
			"claims: id, rotating_token",
		},
		"of another browser": {
			api.mustSign(map[string]any{"id": "client_1", "rotating_token": "r"}),
			400,
			"cookie_invalid",
			"rotating key",
		},
		"expired": {
			api.mustSign(map[string]any{"id": "client_1", "rotating_token": secret, "exp": testTime.Unix()}),
			400,
			"cookie_invalid",
			"expired",
		},
		"of an unknown client": {
			api.mustSign(map[string]any{"id": "client_2", "rotating_token": "r"}),
			404,
			"resource_not_found",
			"client_2",
		},
		"empty": {"", 400, "client_not_found", "expecting a client"},
	} {
		t.Run(name, func(t *testing.T) {
			api := &testAPI{api.Server, t}
			got := api.refused("POST", "/v1/clients/verify", `{"token":"`+test.token+`"}`, test.status, test.code)
			if !strings.Contains(string(got.body), test.text) {
				t.Errorf("got %s", got.body)
			}
		})
	}
	api.refused("POST", "/v1/clients/verify", `{}`, 422, "form_param_missing token")
}

// Programs in other languages get the token from the emulator's own endpoint.
func TestControlClientToken_returnsATokenOfTheClient(t *testing.T) {
	api, token := startClient(t)
	got := decoded[map[string]string](api.request("POST", "/_emulator/clients/client_1/token", "", "Authorization", ""))
	verified := decoded[Client](api.ok("POST", "/v1/clients/verify", `{"token":"`+got["token"]+`"}`))
	if verified.ID != "client_1" {
		t.Errorf("got %s", marshal(verified))
	}
	// It is the same browser as before.
	api.ok("POST", "/v1/clients/verify", `{"token":"`+token+`"}`)
	api.request("POST", "/_emulator/clients/client_none/token", "").mustBe(404, "resource_not_found")
}
