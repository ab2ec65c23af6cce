package clerk_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

const secretKey = "sk_test_oZ8Qm3vJ7fR2xK5tYb1c"

// received is a request as it reached the server.
type received struct {
	method, uri, body string
	header            http.Header
}

// settleBoundary puts the word "boundary" in place of a form's random one.
func (r *received) settleBoundary() {
	contentType := r.header.Get("Content-Type")
	if _, boundary, ok := strings.Cut(contentType, "boundary="); ok {
		r.body = strings.ReplaceAll(r.body, boundary, "boundary")
		r.header.Set("Content-Type", strings.ReplaceAll(contentType, boundary, "boundary"))
	}
}

// server is a real HTTP server that records what reaches it.
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

// script answers the first request with the first step, and so on; the last step answers all further ones.
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

// refuse answers with one of Clerk's errors.
func refuse(status int, code string) http.HandlerFunc {
	return answer(status, fmt.Sprintf(`{"errors":[{"message":"m","long_message":"l","code":%q}]}`, code))
}

// hangUp closes the connection instead of answering.
func hangUp(w http.ResponseWriter, _ *http.Request) {
	conn, _, err := w.(http.Hijacker).Hijack()
	if err == nil {
		_ = conn.Close()
	}
}

const userJSON = `{"id":"user_1","object":"user","created_at":1749564092553,"updated_at":1749564092553}`

// answerAny answers every operation with something of the right shape.
func answerAny(w http.ResponseWriter, r *http.Request) {
	body := userJSON
	switch r.Method + " " + r.URL.Path {
	case "GET /v1/users", "POST /v1/users/ban", "POST /v1/users/unban":
		body = "[" + userJSON + "]"
	case "GET /v1/users/count":
		body = `{"object":"total_count","total_count":7}`
	case "GET /v1/sessions", "GET /v1/clients", "GET /v1/users/user_1/organization_memberships",
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
