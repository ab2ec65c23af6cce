package clerk_test

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

const secretKey = "sk_test_oZ8Qm3vJ7fR2xK5tYb1c"

// largeServer has the address of the server for a process that a test measures.
const largeServer = "CLERK_TEST_LARGE_SERVER"

// received is a request that the server received.
type received struct {
	method, uri, body string
	header            http.Header
}

// settleBoundary replaces the random boundary of a form with the word "boundary".
func (r *received) settleBoundary() {
	contentType := r.header.Get("Content-Type")
	if _, boundary, ok := strings.Cut(contentType, "boundary="); ok {
		r.body = strings.ReplaceAll(r.body, boundary, "boundary")
		r.header.Set("Content-Type", strings.ReplaceAll(contentType, boundary, "boundary"))
	}
}

// server is an HTTP server that records its requests.
type server struct {
	*httptest.Server
	mu       sync.Mutex
	requests []received
}

func newServer(t *testing.T, handler http.HandlerFunc) *server {
	t.Helper()
	s := &server{}
	s.Server = httptest.NewServer(s.record(handler))
	t.Cleanup(s.Close)
	return s
}

func (s *server) record(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		body, err := io.ReadAll(r.Body)
		if err != nil {
			panic(err)
		}
		got := received{r.Method, r.RequestURI, string(body), r.Header.Clone()}
		got.settleBoundary()
		s.mu.Lock()
		s.requests = append(s.requests, got)
		s.mu.Unlock()
		r.Body = io.NopCloser(bytes.NewReader(body))
		next.ServeHTTP(w, r)
	})
}

func (s *server) last() received {
	requests := s.received()
	return requests[len(requests)-1]
}

func (s *server) received() []received {
	s.mu.Lock()
	defer s.mu.Unlock()
	return append([]received(nil), s.requests...)
}

// client returns a client of the server that does not wait between retries.
func (s *server) client(t *testing.T, options ...clerk.Option) *clerk.Client {
	t.Helper()
	return newClient(t, append([]clerk.Option{clerk.WithURL(s.URL)}, options...)...)
}

func newClient(t *testing.T, options ...clerk.Option) *clerk.Client {
	t.Helper()
	quick := clerk.WithRetryWait(time.Microsecond, time.Microsecond)
	c, err := clerk.New(secretKey, append([]clerk.Option{quick}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// script answers the first request with the first step, and so on. The last step answers all further requests.
func script(steps ...http.HandlerFunc) http.HandlerFunc {
	var mu sync.Mutex
	return func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		step := steps[0]
		if len(steps) > 1 {
			steps = steps[1:]
		}
		mu.Unlock()
		step(w, r)
	}
}

func answer(status int, body string) http.HandlerFunc {
	return func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Type", "application/json")
		w.WriteHeader(status)
		_, _ = io.WriteString(w, body)
	}
}

// refuse answers with an error of Clerk.
func refuse(status int, code string) http.HandlerFunc {
	return answer(status, fmt.Sprintf(`{"errors":[{"message":"m","long_message":"l","code":%q}]}`, code))
}

// hangUp closes the connection without an answer.
func hangUp(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		_ = conn.Close()
	}
}

const userJSON = `{"id":"user_1","object":"user","created_at":1749564092553,"updated_at":1749564092553}`

// answerAny answers every operation with an object of the right type. It has the id in the path.
func answerAny(w http.ResponseWriter, r *http.Request) {
	body := userJSON
	path := strings.Split(strings.TrimPrefix(r.URL.Path, "/v1/"), "/")
	switch last := path[len(path)-1]; {
	case r.Method == http.MethodPost && len(path) == 1:
		body = madeFrom(r)
	case r.Method == http.MethodDelete && (last == "totp" || last == "backup_code" || last == "mfa"):
		body = fmt.Sprintf(`{"user_id":%q}`, path[1])
	case r.Method == http.MethodDelete && path[0] != "users", r.Method == http.MethodDelete && len(path)%2 == 0:
		body = fmt.Sprintf(`{"object":"x","id":%q,"deleted":true,"status":"revoked"}`, last)
	case last == "ban":
		body = strings.Replace(userJSON, "{", `{"banned":true,`, 1)
	case last == "lock":
		body = strings.Replace(userJSON, "{", `{"locked":true,`, 1)
	case path[0] != "users" && len(path) > 1:
		body = fmt.Sprintf(`{"id":%q,"status":"revoked"}`, path[1])
	}
	switch r.Method + " " + r.URL.Path {
	case "GET /v1/users", "POST /v1/users/ban", "POST /v1/users/unban":
		body = "[" + userJSON + "]"
	case "GET /v1/users/count":
		body = `{"object":"total_count","total_count":7}`
	case "GET /v1/sessions":
		body = `{"data":[{"id":"sess_1","user_id":"user_1","client_id":"client_1"}],"total_count":1}`
	case "GET /v1/clients", "GET /v1/users/user_1/organization_memberships",
		"GET /v1/users/user_1/organization_invitations", "GET /v1/users/user_1/trusted_devices":
		body = `{"data":[` + userJSON + `],"total_count":1}`
	case "GET /v1/jwks":
		body = `{"keys":[]}`
	}
	if other, ok := tokenAnswers[r.Method+" "+r.URL.Path]; ok {
		body = other
	}
	answer(http.StatusOK, body)(w, r)
}

// madeFrom returns the answer to a create: an object with the values of the request.
func madeFrom(r *http.Request) string {
	var sent map[string]any
	if err := json.NewDecoder(r.Body).Decode(&sent); err != nil {
		return userJSON
	}
	made := map[string]any{"id": "user_1", "created_at": 1749564092553, "updated_at": 1749564092553}
	if r.URL.Path == "/v1/users" {
		for list, kind := range map[string]string{
			"email_addresses": "email_address", "phone_numbers": "phone_number", "web3_wallets": "web3_wallet",
		} {
			made[list] = identifiers(kind, sent[kind])
		}
		made["username"], made["external_id"] = sent["username"], sent["external_id"]
	} else {
		maps.Copy(made, sent)
	}
	body, err := json.Marshal(made)
	if err != nil {
		panic(err)
	}
	return string(body)
}

// roundTripper is a transport in memory.
type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func respond(status int, header http.Header, body string) *http.Response {
	recorder := httptest.NewRecorder()
	for name, values := range header {
		recorder.Header()[name] = values
	}
	recorder.WriteHeader(status)
	_, _ = io.WriteString(recorder, body)
	return recorder.Result()
}

func ptr[T any](v T) *T { return &v }

func background() context.Context { return context.Background() }
