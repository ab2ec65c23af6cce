package clerk_test

import (
	"context"
	"errors"
	"net/http"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// waits returns the wait of a client after each of the answers, with the real policy and virtual time.
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

func TestRetryAfter_isRespectedWithJitterUpToAMinute(t *testing.T) {
	for header, want := range map[string]time.Duration{
		"0": 0, "7": 7 * time.Second, "60": time.Minute,
	} {
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

func TestBackoff_withoutRetryAfter_grows(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		got := waits(
			t,
			throttled(""),
			throttled("soon"),
			throttled("-1"),
			throttled(""),
			throttled(""),
			throttled(""),
			throttled(""),
		)
		most := 500 * time.Millisecond
		for i, wait := range got {
			if wait < most/2 || wait > most {
				t.Errorf("wait %d is %s, want %s to %s", i, wait, most/2, most)
			}
			most = min(2*most, 10*time.Second)
		}
	})
}

func TestClient_canceledContext_endsEveryWait(t *testing.T) {
	blocked := roundTripper(func(r *http.Request) (*http.Response, error) {
		<-r.Context().Done()
		return nil, r.Context().Err()
	})
	throttling := roundTripper(func(*http.Request) (*http.Response, error) { return throttled("50")(), nil })
	for name, test := range map[string]struct {
		transport roundTripper
		before    int // number of requests that use up the rate limit
	}{
		"for an answer": {blocked, 0},
		"for a retry":   {throttling, 0},
		"for a slot": {
			roundTripper(func(*http.Request) (*http.Response, error) { return respond(200, nil, userJSON), nil }),
			1,
		},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				c, err := clerk.New(
					secretKey,
					clerk.WithTransport(test.transport),
					clerk.WithRateLimit(1),
					clerk.WithRequestTimeout(time.Hour),
				)
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

func TestWithRequestTimeout_limitsOneAttempt(t *testing.T) {
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
