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
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// notRepeated are the operations that could do something twice.
var notRepeated = map[string]bool{"POST /users": true, "POST /email_addresses": true, "POST /phone_numbers": true}

// attempts counts the requests of one operation among those received, without the searches of a create in doubt.
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

func TestTemporaryRefusalsAreRetriedWhateverTheOperation(t *testing.T) {
	for name, step := range map[string]http.HandlerFunc{
		"429":                 refuse(http.StatusTooManyRequests, "too_many_requests"),
		"409 resource_locked": refuse(http.StatusConflict, "resource_locked"),
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

func TestFaultsAreRetriedOnlyWhereRepeatingIsHarmless(t *testing.T) {
	for name, step := range map[string]http.HandlerFunc{
		"connection closed": hangUp,
		"answer cut short":  cutShort,
		"500":               refuse(http.StatusInternalServerError, "internal_clerk_error"),
		"503":               refuse(http.StatusServiceUnavailable, "service_unavailable"),
	} {
		for _, test := range operationTests {
			if notRepeated[test.operation] {
				continue // ambiguous_test.go
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

// cutShort announces more than it sends.
func cutShort(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Length", "1000")
	answerAny(w, r)
}

func TestAnswersThatWillNotChangeAreNotRetried(t *testing.T) {
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

func TestRetriesAreBounded(t *testing.T) {
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

func TestMissingAfterALostDeletionIsSuccess(t *testing.T) {
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

func TestWhatNeverReachedClerkIsSafeToSendAgain(t *testing.T) {
	dials := 0
	transport := &http.Transport{DialContext: func(context.Context, string, string) (net.Conn, error) {
		dials++
		return nil, &net.OpError{Op: "dial", Net: "tcp", Err: errors.New("connection refused")}
	}}
	_, err := newClient(t, clerk.WithTransport(transport), clerk.WithMaxRetries(2)).CreateUser(background(), clerk.UserCreateParams{
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

func TestAnUntrustedCertificateIsNotRetried(t *testing.T) {
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

// waits returns how long a client waits after each of the given answers, with the real policy and no real time.
func waits(t *testing.T, steps ...func() *http.Response) []time.Duration {
	t.Helper()
	var at []time.Time
	transport := roundTripper(func(*http.Request) (*http.Response, error) {
		at = append(at, time.Now())
		if len(at) > len(steps) {
			return respond(http.StatusOK, nil, userJSON), nil
		}
		return steps[len(at)-1](), nil
	})
	c, err := clerk.New(secretKey, clerk.WithTransport(transport), clerk.WithMaxRetries(len(steps)))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := c.GetUser(background(), "user_1"); err != nil {
		t.Fatal(err)
	}
	var between []time.Duration
	for i := range steps {
		between = append(between, at[i+1].Sub(at[i]))
	}
	return between
}

func throttled(retryAfter string) func() *http.Response {
	return func() *http.Response {
		return respond(http.StatusTooManyRequests, http.Header{"Retry-After": {retryAfter}}, "{}")
	}
}

func TestRetryAfterIsHonouredWithJitterUpToAMinute(t *testing.T) {
	for header, want := range map[string]time.Duration{"0": 0, "7": 7 * time.Second, "61": time.Minute, "2000000000": time.Minute} {
		synctest.Test(t, func(t *testing.T) {
			got := waits(t, throttled(header))[0]
			if most := min(want+500*time.Millisecond, time.Minute); got < want || got > most {
				t.Errorf("Retry-After %s: waited %s, want %s to %s", header, got, want, most)
			}
		})
	}
	synctest.Test(t, func(t *testing.T) {
		date := time.Now().Add(9 * time.Second).UTC().Format(http.TimeFormat)
		if got := waits(t, throttled(date))[0]; got < 8*time.Second || got > 10*time.Second {
			t.Errorf("Retry-After as a date 9s ahead: waited %s", got)
		}
	})
}

func TestWaitsGrowWhenClerkNamesNone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got := waits(t, throttled(""), throttled("soon"), throttled("-1"), throttled(""), throttled(""), throttled(""), throttled(""))
		most := 500 * time.Millisecond
		for i, wait := range got {
			if wait < most/2 || wait > most {
				t.Errorf("wait %d is %s, want %s to %s", i, wait, most/2, most)
			}
			most = min(2*most, 10*time.Second)
		}
	})
}

func TestAnEndingContextEndsEveryWaitAtOnce(t *testing.T) {
	blocked := roundTripper(func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	asked := roundTripper(func(*http.Request) (*http.Response, error) { return throttled("50")(), nil })
	for name, test := range map[string]struct {
		transport roundTripper
		before    int // requests that use up the rate limit
	}{
		"for an answer": {blocked, 0},
		"for a retry":   {asked, 0},
		"for a slot":    {roundTripper(func(*http.Request) (*http.Response, error) { return respond(200, nil, userJSON), nil }), 1},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, err := clerk.New(secretKey, clerk.WithTransport(test.transport), clerk.WithRateLimit(1), clerk.WithRequestTimeout(time.Hour))
				if err != nil {
					t.Fatal(err)
				}
				for range test.before {
					if _, err := c.GetUser(background(), "user_1"); err != nil {
						t.Fatal(err)
					}
				}
				ctx, cancel := context.WithTimeout(background(), 3*time.Second)
				defer cancel()
				began := time.Now()
				_, err = c.GetUser(ctx, "user_1")
				var transport *clerk.TransportError
				if !errors.As(err, &transport) || !errors.Is(err, context.DeadlineExceeded) {
					t.Errorf("got %v, want a *TransportError of the deadline", err)
				}
				if waited := time.Since(began); waited != 3*time.Second {
					t.Errorf("returned after %s, want 3s", waited)
				}
			})
		})
	}
}

func TestTheRequestTimeoutBoundsOneAttempt(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		n := 0
		transport := roundTripper(func(r *http.Request) (*http.Response, error) {
			if n++; n == 1 {
				<-r.Context().Done()
				return nil, r.Context().Err()
			}
			return respond(http.StatusOK, nil, userJSON), nil
		})
		c, err := clerk.New(secretKey, clerk.WithTransport(transport), clerk.WithRequestTimeout(20*time.Second))
		if err != nil {
			t.Fatal(err)
		}
		began := time.Now()
		if _, err := c.GetUser(background(), "user_1"); err != nil {
			t.Fatal(err)
		}
		if took := time.Since(began); took < 20*time.Second || took > 21*time.Second {
			t.Errorf("took %s, want 20s and a short wait", took)
		}
	})
}
