package clerk_test

import (
	"context"
	"math/rand/v2"
	"net/http"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

const window = 10 * time.Second

// arrivals is a transport with latency. It records the times at which requests arrive.
type arrivals struct {
	mu      sync.Mutex
	at      []time.Time
	latency func() time.Duration
	answer  func(n int) *http.Response
}

func (a *arrivals) RoundTrip(*http.Request) (*http.Response, error) {
	time.Sleep(a.latency())
	a.mu.Lock()
	a.at = append(a.at, time.Now())
	n := len(a.at)
	a.mu.Unlock()
	time.Sleep(a.latency())
	return a.answer(n), nil
}

// mostInAnyWindow returns the highest number of requests in a window, by their arrival.
func (a *arrivals) mostInAnyWindow() int {
	most := 0
	for i, first := range a.at {
		n := 0
		for _, at := range a.at[i:] {
			if at.Sub(first) < window {
				n++
			}
		}
		most = max(most, n)
	}
	return most
}

func found(int) *http.Response { return respond(http.StatusOK, nil, userJSON) }

func TestLimiter_anyWindow_hasAtMostTheLimit(t *testing.T) {
	for name, latency := range map[string]func() time.Duration{
		"no latency":     func() time.Duration { return 0 },
		"even latency":   func() time.Duration { return 80 * time.Millisecond },
		"uneven latency": func() time.Duration { return rand.N(4 * time.Second) },
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				server := &arrivals{latency: latency, answer: func(n int) *http.Response {
					if n%5 == 0 {
						return throttled("1")() // retries are counted
					}
					return found(n)
				}}
				c, err := clerk.New(secretKey, clerk.WithTransport(server), clerk.WithRateLimit(7))
				if err != nil {
					t.Fatal(err)
				}
				var wg sync.WaitGroup
				for range 60 {
					wg.Go(func() {
						if _, err := c.GetUser(background(), "user_1"); err != nil {
							t.Error(err)
						}
					})
				}
				wg.Wait()
				if most := server.mostInAnyWindow(); most > 7 {
					t.Errorf("%d requests within 10s, the limit is 7", most)
				}
			})
		})
	}
}

func TestLimiter_firstRequests_leaveATwentiethOfTheLimitToThePlanBefore(t *testing.T) {
	for key, limit := range map[string]int{"sk_test_x": 100, "sk_live_x": 1000, "anything": 100} {
		synctest.Test(t, func(t *testing.T) {
			server := &arrivals{latency: func() time.Duration { return 0 }, answer: found}
			c, err := clerk.New(key, clerk.WithTransport(server))
			if err != nil {
				t.Fatal(err)
			}
			began := time.Now()
			for n := range limit + 1 {
				if _, err := c.GetUser(background(), "user_1"); err != nil {
					t.Fatal(err)
				}
				want := time.Duration(0)
				if n >= limit-limit/20 {
					want = window
				}
				if took := time.Since(began); took != want {
					t.Fatalf("%s: request %d was sent after %s, want %s", key, n+1, took, want)
				}
			}
		})
	}
}

// An apply begins where the plan ended, in a process of its own.
func TestLimiter_applyAfterAPlan_isNotRefused(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &arrivals{latency: func() time.Duration { return 50 * time.Millisecond }, answer: found}
		for _, requests := range []int{5, 250} {
			c, err := clerk.New(secretKey, clerk.WithTransport(server), clerk.WithRateLimit(100))
			if err != nil {
				t.Fatal(err)
			}
			var wg sync.WaitGroup
			for range requests {
				wg.Go(func() {
					if _, err := c.GetUser(background(), "user_1"); err != nil {
						t.Error(err)
					}
				})
			}
			wg.Wait()
		}
		if most := server.mostInAnyWindow(); most > 100 {
			t.Errorf("plan and apply sent %d requests within 10s, the limit is 100", most)
		}
	})
}

func TestLimiter_canceledWait_givesTheSlotToTheNextRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := &arrivals{latency: func() time.Duration { return 0 }, answer: found}
		c, err := clerk.New(secretKey, clerk.WithTransport(server), clerk.WithRateLimit(2))
		if err != nil {
			t.Fatal(err)
		}
		get := func(ctx context.Context) error { return err1(c.GetUser(ctx, "user_1")) }
		began := time.Now()
		_ = get(background())
		time.Sleep(4 * time.Second)
		_ = get(background())

		ctx, cancel := context.WithTimeout(background(), time.Second)
		defer cancel()
		if get(ctx) == nil {
			t.Fatal("the third request must wait")
		}
		_ = get(background())
		if at := server.at[2].Sub(began); at != window {
			t.Errorf("the next request was sent after %s, want %s", at, window)
		}
	})
}

func TestLimiter_waitingRequests_areServedInOrder(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		var order []string
		transport := roundTripper(func(r *http.Request) (*http.Response, error) {
			order = append(order, r.URL.Path[len("/v1/users/"):])
			return respond(http.StatusOK, nil, userJSON), nil
		})
		c, err := clerk.New(secretKey, clerk.WithTransport(transport), clerk.WithRateLimit(1))
		if err != nil {
			t.Fatal(err)
		}
		for _, id := range []string{"a", "b", "c", "d", "e"} {
			go func() { _, _ = c.GetUser(background(), id) }()
			synctest.Wait()
		}
		time.Sleep(time.Minute)
		synctest.Wait()
		if got := len(order); got != 5 {
			t.Fatalf("%d requests were sent", got)
		}
		for i, want := range []string{"a", "b", "c", "d", "e"} {
			if order[i] != want {
				t.Fatalf("sent in the order %v", order)
			}
		}
	})
}

func TestWithClock_isUsedByTheRateLimit(t *testing.T) {
	clock := &steppingClock{now: time.Unix(1_700_000_000, 0)}
	transport := roundTripper(
		func(*http.Request) (*http.Response, error) { return respond(http.StatusOK, nil, userJSON), nil },
	)
	c := newClient(t, clerk.WithClock(clock), clerk.WithTransport(transport), clerk.WithRateLimit(1))
	for range 3 {
		if _, err := c.GetUser(background(), "user_1"); err != nil {
			t.Fatal(err)
		}
	}
	if clock.waited != 2*window {
		t.Errorf("waited %s by the given clock, want %s", clock.waited, 2*window)
	}
}

// steppingClock ends every wait at once.
type steppingClock struct {
	now    time.Time
	waited time.Duration
}

func (c *steppingClock) Now() time.Time { return c.now }

func (c *steppingClock) After(d time.Duration) <-chan time.Time {
	c.now, c.waited = c.now.Add(d), c.waited+d
	passed := make(chan time.Time, 1)
	passed <- c.now
	return passed
}
