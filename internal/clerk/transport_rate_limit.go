package clerk

import (
	"context"
	"errors"
	"net/http"
	"time"
)

// rateLimit delays each attempt until the pause of its endpoint has ended and the limiter has a free slot.
type rateLimit struct {
	next    http.RoundTripper
	limiter *limiter
	pauses  *pauses
}

// RoundTrip implements http.RoundTripper.
func (r *rateLimit) RoundTrip(req *http.Request) (*http.Response, error) {
	endpoint := endpoint(req)
	cl := callOf(req.Context())
	if err := r.admit(req.Context(), endpoint); err != nil {
		cl.tooLong = errors.Is(err, errTooLong)
		return nil, err
	}
	defer r.limiter.release()
	resp, err := r.next.RoundTrip(req)
	r.pauses.start(endpoint, resp)
	cl.tooLong = resp != nil && resp.StatusCode == http.StatusTooManyRequests && r.pauses.left(endpoint) > r.pauses.longest
	return resp, err
}

// admit waits for the end of a pause, and then for a slot. If a pause starts during this wait, it returns the slot.
func (r *rateLimit) admit(ctx context.Context, endpoint string) error {
	for {
		if err := r.pauses.wait(ctx, endpoint); err != nil {
			return err
		}
		if err := r.limiter.acquire(ctx); err != nil {
			return err
		}
		if r.pauses.left(endpoint) <= 0 {
			return nil
		}
		r.limiter.releaseUnused()
	}
}

// limiter is a strict sliding window with n slots, in the order of the requests. A slot is free again one window after
// its answer arrived. The server counted the request before that, so its own window never has more than n requests.
type limiter struct {
	window    time.Duration
	clock     Clock
	waiting   chan struct{}  // held by the request that waits for the next slot
	slots     chan time.Time // time when each slot is free
	abandoned *time.Time     // slot of a request that stopped waiting; protected by waiting
}

// newLimiter returns a limiter with n slots. Plan and apply are separate processes, and the apply does not know what
// the plan has sent a moment ago. A twentieth of the slots is therefore free only after one window. A batched plan
// sends fewer requests than that.
func newLimiter(n int, window time.Duration, clock Clock) *limiter {
	l := &limiter{window: window, clock: clock, waiting: make(chan struct{}, 1), slots: make(chan time.Time, n)}
	reserved := n / 20
	for range n - reserved {
		l.slots <- time.Time{}
	}
	for range reserved {
		l.slots <- clock.Now().Add(window)
	}
	return l
}

// acquire waits for a slot, or for the end of the context.
func (l *limiter) acquire(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case l.waiting <- struct{}{}:
		defer func() { <-l.waiting }()
	case <-ctx.Done():
		return ctx.Err()
	}

	free, err := l.nextSlot(ctx)
	if err != nil {
		return err
	}
	wait := free.Sub(l.clock.Now())
	if wait <= 0 {
		return nil
	}
	select {
	case <-l.clock.After(wait):
		return nil
	case <-ctx.Done():
		l.abandoned = &free
		return ctx.Err()
	}
}

func (l *limiter) nextSlot(ctx context.Context) (time.Time, error) {
	if l.abandoned != nil {
		free := *l.abandoned
		l.abandoned = nil
		return free, nil
	}
	select {
	case free := <-l.slots:
		return free, nil
	case <-ctx.Done():
		return time.Time{}, ctx.Err()
	}
}

// release returns a slot after the answer has arrived.
func (l *limiter) release() { l.slots <- l.clock.Now().Add(l.window) }

// releaseUnused returns a slot without a request.
func (l *limiter) releaseUnused() { l.slots <- l.clock.Now() }
