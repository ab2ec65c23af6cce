package clerk_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"path"
	"strconv"
	"strings"
	"sync"
	"testing"
	"testing/synctest"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk"
)

// busyFor refuses requests with the text in their path for a while, and records the refused paths.
type busyFor struct {
	text       string
	until      time.Time
	retryAfter string
	latency    time.Duration

	mu      sync.Mutex
	refused int
	sent    map[string]time.Time // time of the last answer to each path
}

func newBusyFor(text string, d time.Duration) *busyFor {
	return &busyFor{
		text:       text,
		until:      time.Now().Add(d),
		retryAfter: strconv.Itoa(int(d.Seconds())),
		sent:       map[string]time.Time{},
	}
}

func (b *busyFor) RoundTrip(r *http.Request) (*http.Response, error) {
	time.Sleep(b.latency)
	b.mu.Lock()
	defer b.mu.Unlock()
	if now := time.Now(); strings.Contains(r.URL.Path, b.text) && now.Before(b.until) {
		b.refused++
		return throttled(b.retryAfter)(), nil
	}
	b.sent[r.Method+" "+r.URL.Path] = time.Now()
	return respond(http.StatusOK, nil, fmt.Sprintf(`{"id":%q}`, path.Base(r.URL.Path))), nil
}

func pausedClient(t *testing.T, transport http.RoundTripper, options ...clerk.Option) *clerk.Client {
	t.Helper()
	c, err := clerk.New(secretKey, append([]clerk.Option{clerk.WithTransport(transport)}, options...)...)
	if err != nil {
		t.Fatal(err)
	}
	return c
}

func TestPause_after429_delaysAllRequestsToTheEndpoint(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newBusyFor("/users/", 7*time.Second)
		c := pausedClient(t, server)
		began := time.Now()
		get := func(id string) {
			if _, err := c.GetUser(background(), id); err != nil {
				t.Error(err)
			}
		}
		var wait sync.WaitGroup
		wait.Go(func() { get("user_1") })
		synctest.Wait() // the request has been refused
		for _, id := range []string{"user_2", "user_3", "user_4", "user_5"} {
			wait.Go(func() { get(id) })
		}
		if _, err := c.GetEmailAddress(background(), "idn_1"); err != nil || time.Since(began) != 0 {
			t.Errorf("another endpoint waited %s: %v", time.Since(began), err)
		}
		wait.Wait()
		if took := time.Since(began); took < 7*time.Second || took > 8*time.Second {
			t.Errorf("the pause took %s", took)
		}
		if server.refused != 1 {
			t.Errorf("%d requests were refused, want only the first", server.refused)
		}
	})
}

func TestPause_limitOfOneUser_doesNotDelayOthers(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newBusyFor("user_1", 7*time.Second)
		c := pausedClient(t, server)
		began := time.Now()
		var wait sync.WaitGroup
		for _, id := range []string{"user_1", "user_2"} {
			wait.Go(func() {
				if _, err := c.UpdateUser(background(), id, clerk.UserUpdateParams{}); err != nil {
					t.Error(err)
				}
			})
			synctest.Wait()
		}
		wait.Wait()
		if other := server.sent["PATCH /v1/users/user_2"].Sub(began); other != 0 {
			t.Errorf("the other user waited %s", other)
		}
	})
}

func TestPause_beginsDuringAWaitForASlot_delaysTheRequest(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newBusyFor("/users/", 15*time.Second) // slots are free again after 10 s
		server.latency = 100 * time.Millisecond
		c := pausedClient(t, server, clerk.WithRateLimit(2))
		var wait sync.WaitGroup
		for _, id := range []string{"user_1", "user_2", "user_3", "user_4"} {
			wait.Go(func() {
				if _, err := c.GetUser(background(), id); err != nil {
					t.Error(err)
				}
			})
		}
		wait.Wait()
		if server.refused != 2 {
			t.Errorf("%d requests were refused, want the first two", server.refused)
		}
	})
}

func TestPause_canceledContext_stopsWaiting(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := pausedClient(t, newBusyFor("/users/", time.Minute), clerk.WithMaxRetries(0))
		_, _ = c.GetUser(background(), "user_1")
		ctx, cancel := context.WithTimeout(background(), time.Second)
		defer cancel()
		began := time.Now()
		if _, err := c.GetUser(ctx, "user_2"); !errors.Is(err, context.DeadlineExceeded) || time.Since(began) != time.Second {
			t.Errorf("the request ended after %s with %v", time.Since(began), err)
		}
	})
}

func TestPause_longerThanTheLongest_failsAtOnceWithTheTime(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		server := newBusyFor("/users/", 43*time.Minute)
		c := pausedClient(t, server)
		began := time.Now()
		for range 2 {
			_, err := c.GetUser(background(), "user_1")
			var limited *clerk.RateLimitError
			if !errors.As(err, &limited) {
				t.Fatalf("got %v, want a *RateLimitError", err)
			}
			if limited.Operation != "GET /users/{user_id}" || limited.Wait != 43*time.Minute ||
				limited.Longest != time.Minute || !limited.Until.Equal(began.Add(43*time.Minute)) {
				t.Errorf("got %+v", limited)
			}
		}
		if server.refused != 1 || !time.Now().Equal(began) {
			t.Errorf("%d requests were sent in %s, want one and no wait", server.refused, time.Since(began))
		}
		time.Sleep(43 * time.Minute)
		if _, err := c.GetUser(background(), "user_1"); err != nil {
			t.Errorf("after the pause: %v", err)
		}
	})
}

func TestWithLongestPause_longerWait_isMade(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		c := pausedClient(t, newBusyFor("/users/", 43*time.Minute), clerk.WithLongestPause(time.Hour))
		began := time.Now()
		if _, err := c.GetUser(background(), "user_1"); err != nil || time.Since(began) < 43*time.Minute {
			t.Errorf("after %s: %v", time.Since(began), err)
		}
	})
}
