package emulator

import (
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// serveInProcess sends a request to the emulator without a network, so that a panic in a handler fails the test.
func serveInProcess(e *Emulator, method, path, body string) int {
	request := httptest.NewRequest(method, path, strings.NewReader(body))
	request.Header.Set("Authorization", "Bearer "+DefaultSecretKey)
	request.Header.Set("Content-Type", "application/json")
	answer := httptest.NewRecorder()
	e.ServeHTTP(answer, request)
	return answer.Code
}

// expectAlive expects that the instance still answers.
func expectAlive(t *testing.T, e *Emulator) {
	t.Helper()
	for _, path := range []string{"/v1/users?limit=10", "/v1/users/count"} {
		if status := serveInProcess(e, http.MethodGet, path, ""); status != http.StatusOK {
			t.Errorf("GET %s is answered with %d", path, status)
		}
	}
}

func FuzzSeed_anyJSON_isLoadedOrRefused(f *testing.F) {
	f.Add([]byte(`{"users":[{"email_address":["ada@example.com"]},{"object":"user","id":"user_1"},null]}`))
	f.Add(
		[]byte(
			`{"users":[{"id":"user_1","username":"adalove","organizations":[{"id":"org_1"}]}],` +
				`"sessions":[{"user_id":"user_1"}],"organizations":[{"id":"org_1"}]}`,
		),
	)
	f.Add([]byte(`{"count":3,"behaviour":{"metadata_limit":-1},"jwt_templates":[{"claims":null}],"clients":[{"id":""}]}`))
	f.Add(
		[]byte(
			`{"users":[{"object":"user","id":"user_1","email_addresses":[{"id":"","email_address":""}],"public_metadata":7}]}`,
		),
	)
	f.Fuzz(func(t *testing.T, text []byte) {
		var seed Seed
		if json.Unmarshal(text, &seed) != nil || seed.Count > 100 {
			return
		}
		instance := New(Config{})
		_ = instance.Seed(seed)
		expectAlive(t, instance)
	})
}

func FuzzDataFile_anyContent_isLoadedOrRefused(f *testing.F) {
	f.Add([]byte(`{"instance":"ins_1","users":[null],"sessions":[{}],"clients":[null],"organizations":[null]}`))
	f.Add(
		[]byte(
			`{"users":[{"id":"user_1","email_addresses":[{"id":"idn_1","email_address":"ada@example.com"}]},{"id":"user_1"}]}`,
		),
	)
	f.Add([]byte(`{"keys":[{"id":"","key":"AAAA"}],"tokens":{}}`))
	f.Fuzz(func(t *testing.T, content []byte) {
		path := filepath.Join(t.TempDir(), "data.json")
		if err := os.WriteFile(path, content, 0o600); err != nil {
			t.Fatal(err)
		}
		instance := New(Config{})
		if err := instance.load(path); err != nil {
			return
		}
		expectAlive(t, instance)
	})
}

// FuzzRequests_anyBodyAndQuery_areAnswered sends arbitrary bodies and queries.
func FuzzRequests_anyBodyAndQuery_areAnswered(f *testing.F) {
	for _, body := range []string{
		`{"username":"adalove"}`, `{"email_address":[1,null]}`, `{"email_address":{"a":[]}}`,
		`{"public_metadata":{"a":{"b":null}}}`, `{"password_digest":"$2","password_hasher":"bcrypt"}`, `{"totp_secret":"?"}`,
		`[]`, `{"rules":[{"kind":"html"}]}`, `{"user_id":"user_1","actor":{}}`,
	} {
		f.Add(uint8(0), body, "limit=1&offset=-1&user_id=")
	}
	paths := []string{
		"POST /v1/users",
		"PATCH /v1/users/user_1",
		"PUT /v1/users/user_1/metadata",
		"PATCH /v1/users/user_1/metadata",
		"POST /v1/email_addresses",
		"POST /v1/sessions",
		"POST /v1/actor_tokens",
		"POST /v1/clients/verify",
		"POST /v1/users/user_1/verify_totp",
		"POST /_emulator/faults",
		"GET /v1/users",
		"GET /v1/sessions",
		"POST /v1/users/ban",
	}
	f.Fuzz(func(t *testing.T, which uint8, body, query string) {
		if strings.ContainsFunc(query, func(r rune) bool { return r <= ' ' || r > '~' || r == '#' || r == '%' }) {
			t.Skip("no client sends such a query")
		}
		instance := New(Config{})
		if err := instance.Seed(
			Seed{
				Users: []SeedUser{{ID: "user_1", Body: map[string]any{"username": "adalove", "skip_password_requirement": true}}},
			},
		); err != nil {
			t.Fatal(err)
		}
		method, path, _ := strings.Cut(paths[int(which)%len(paths)], " ")
		status := serveInProcess(instance, method, path+"?"+query, body)
		if status >= 500 && !strings.HasPrefix(path, "/_emulator") {
			t.Errorf("%s %s?%s with %s is answered with %d", method, path, query, body, status)
		}
		if !strings.HasPrefix(path, "/_emulator") {
			expectAlive(t, instance)
		}
	})
}
