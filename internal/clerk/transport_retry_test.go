package clerk_test

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"log"
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// notRepeated are the operations that must not be processed twice.
var notRepeated = map[string]bool{
	"POST /users":                       true,
	"POST /email_addresses":             true,
	"POST /phone_numbers":               true,
	"POST /sign_in_tokens":              true,
	"POST /actor_tokens":                true,
	"POST /users/{user_id}/verify_totp": true,
}

// attempts counts the requests of one operation. The searches of a create are not counted.
func attempts(s *server, operation string) int {
	method, _, _ := strings.Cut(operation, " ")
	n := 0
	for _, r := range s.received() {
		if r.method == method {
			n++
		}
	}
	return n
}

func TestRetry_temporaryError_isRetriedForAllOperations(t *testing.T) {
	for name, step := range map[string]http.HandlerFunc{
		"429":                            refuse(http.StatusTooManyRequests, "too_many_requests"),
		"409 resource_locked":            refuse(http.StatusConflict, "resource_locked"),
		"409 role_migration_in_progress": refuse(http.StatusConflict, "role_migration_in_progress"),
		"409 waitlist_entry_locked":      refuse(http.StatusConflict, "waitlist_entry_locked"),
	} {
		for _, test := range operationTests {
			t.Run(name+" "+test.operation, func(t *testing.T) {
				s := newServer(t, script(step, step, answerAny))
				if err := test.send(s.client(t)); err != nil {
					t.Fatal(err)
				}
				requests := s.received()
				if len(requests) != 3 {
					t.Errorf("%d attempts, want 3", len(requests))
				}
				for _, r := range requests {
					if r.uri != test.uri || r.body != test.body {
						t.Errorf("an attempt sent %s %s", r.uri, r.body)
					}
				}
			})
		}
	}
}

func TestRetry_fault_isRetriedOnlyForIdempotentOperations(t *testing.T) {
	for name, step := range map[string]http.HandlerFunc{
		"connection closed": hangUp,
		"answer cut short":  cutShort,
		"500":               refuse(http.StatusInternalServerError, "internal_clerk_error"),
		"503":               refuse(http.StatusServiceUnavailable, "service_unavailable"),
	} {
		for _, test := range operationTests {
			if notRepeated[test.operation] {
				continue // see create_once_test.go and create_once_answers_test.go
			}
			t.Run(name+" "+test.operation, func(t *testing.T) {
				s := newServer(t, script(step, answerAny))
				if err := test.send(s.client(t)); err != nil {
					t.Fatal(err)
				}
				if n := len(s.received()); n != 2 {
					t.Errorf("%d attempts, want 2", n)
				}
			})
		}
	}
}

// cutShort announces more bytes than it sends.
func cutShort(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "1000")
	answerAny(w, r)
}

func TestRetry_permanentError_isNotRetried(t *testing.T) {
	for _, status := range []int{400, 401, 402, 403, 404, 409, 410, 413, 415, 422, 501} {
		for _, test := range operationTests {
			s := newServer(t, refuse(status, "conflict"))
			err := test.send(s.client(t))
			if e, ok := clerk.AsError(err); !ok || e.Status != status || e.Operation != test.operation {
				t.Errorf("%s answered with %d: got %v", test.operation, status, err)
			}
			if n := attempts(s, test.operation); n != 1 {
				t.Errorf("%s answered with %d: %d attempts, want 1", test.operation, status, n)
			}
		}
	}
}

func TestRetry_stopsAfterMaxRetries(t *testing.T) {
	for retries, want := range map[int]int{0: 1, 1: 2, 3: 4} {
		s := newServer(t, refuse(http.StatusServiceUnavailable, "service_unavailable"))
		_, err := s.client(t, clerk.WithMaxRetries(retries)).GetUser(background(), "user_1")
		if e, ok := clerk.AsError(err); !ok || e.Status != http.StatusServiceUnavailable {
			t.Errorf("got %v, want the last answer", err)
		}
		if n := len(s.received()); n != want {
			t.Errorf("%d retries allowed: %d attempts, want %d", retries, n, want)
		}
	}
	s := newServer(t, hangUp)
	_, err := s.client(t).GetUser(background(), "user_1")
	var transport *clerk.TransportError
	if !errors.As(err, &transport) || transport.Operation != "GET /users/{user_id}" {
		t.Errorf("got %v, want *TransportError", err)
	}
	if n := len(s.received()); n != 5 {
		t.Errorf("%d attempts by default, want 5", n)
	}
}

func TestClient_Delete_404AfterALostAnswer_isASuccess(t *testing.T) {
	missing := refuse(http.StatusNotFound, "resource_not_found")
	for name, test := range map[string]struct {
		first   http.HandlerFunc
		success bool
	}{
		"lost answer":    {hangUp, true},
		"500":            {refuse(http.StatusInternalServerError, "internal_clerk_error"), true},
		"429":            {refuse(http.StatusTooManyRequests, "too_many_requests"), false},
		"404 from start": {missing, false},
	} {
		t.Run(name, func(t *testing.T) {
			s := newServer(t, script(test.first, missing))
			err := s.client(t).DeleteUser(background(), "user_1")
			if test.success && err != nil {
				t.Errorf("got %v, want success", err)
			}
			if !test.success && !clerk.IsNotFound(err) {
				t.Errorf("got %v, want not found", err)
			}
		})
	}
}

func TestRetry_requestThatNeverArrived_isRetried(t *testing.T) {
	dials := 0
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		dials++
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	}}
	_, err := newClient(
		t,
		clerk.WithTransport(transport),
		clerk.WithMaxRetries(2),
	).CreateUser(background(), clerk.UserCreateParams{
		EmailAddresses: []string{"a@example.com"},
	})
	var transportError *clerk.TransportError
	var ambiguous *clerk.AmbiguousCreateError
	if !errors.As(err, &transportError) || errors.As(err, &ambiguous) {
		t.Errorf("got %v, want a plain *TransportError", err)
	}
	if dials != 3 {
		t.Errorf("dialled %d times, want 3", dials)
	}
}

func TestRetry_untrustedCertificate_isNotRetried(t *testing.T) {
	s := httptest.NewUnstartedServer(http.HandlerFunc(answerAny))
	s.Config.ErrorLog = log.New(io.Discard, "", 0)
	s.StartTLS()
	t.Cleanup(s.Close)
	connections := 0
	dialer := &net.Dialer{}
	transport := &http.Transport{DialContext: func(ctx context.Context, network, address string) (net.Conn, error) {
		connections++
		return dialer.DialContext(ctx, network, address)
	}}
	_, err := newClient(t, clerk.WithURL(s.URL), clerk.WithTransport(transport)).GetUser(background(), "user_1")
	var certificate *tls.CertificateVerificationError
	if !errors.As(err, &certificate) {
		t.Errorf("got %v, want the certificate's error", err)
	}
	if connections != 1 {
		t.Errorf("%d connections, want 1", connections)
	}
}

func TestRetryAfter_date_isComparedWithTheServerClock(t *testing.T) {
	now := time.Date(2026, 6, 1, 12, 0, 0, 0, time.UTC)
	retryAt := now.Add(3 * time.Hour).Format(http.TimeFormat)
	for date, want := range map[string]time.Duration{
		now.Add(3*time.Hour - 9*time.Second).Format(http.TimeFormat): 9 * time.Second,
		now.Add(4 * time.Hour).Format(http.TimeFormat):               0,
		"": 3 * time.Hour, "soon": 3 * time.Hour,
	} {
		header := http.Header{"Retry-After": {retryAt}, "Date": {date}}
		if got, ok := clerk.RetryAfter(header, now); !ok || got != want {
			t.Errorf("Date %q: wait %s, %t, want %s", date, got, ok, want)
		}
	}
}
