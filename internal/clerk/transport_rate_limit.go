package clerk

import (
	"context"
	"net/http"
	"time"
)

// rateLimit holds requests back while their endpoint is paused, and until the limiter has a slot for them. Retries pass
// it too.
type rateLimit struct {
	next    http.RoundTripper
	limiter *limiter
	pauses  *pauses
}

// RoundTrip implements http.RoundTripper.
func (r *rateLimit) RoundTrip(req *http.Request) (*http.Response, error) {
	endpoint := endpoint(req)
	if err := r.admit(req.Context(), endpoint); err != nil {
		return nil, err
	}
	defer r.limiter.giveBack()
	resp, err := r.next.RoundTrip(req)
	r.pauses.heed(endpoint, resp)
	return resp, err
}

// admit waits for the end of a pause and then for a slot. A pause that began meanwhile needs no slot.
func (r *rateLimit) admit(ctx context.Context, endpoint string) error {
	for {
		if err := r.pauses.wait(ctx, endpoint); err != nil {
			return err
		}
		if err := r.limiter.take(ctx); err != nil {
			return err
		}
		if r.pauses.left(endpoint) <= 0 {
			return nil
		}
		r.limiter.giveBackUnused()
	}
}

// limiter is a strict sliding window of n slots, first come, first served. A slot becomes free one window after the
// answer to its request arrived: the server counted that request some time before, so that whatever the latency, its
// own window never holds more than n.
type limiter struct {
	window time.Duration
	clock  Clock
	turn   chan struct{}  // held by the one request that waits for the next slot; the others queue for it
	slots  chan time.Time // when each slot becomes free
	kept   *time.Time     // a slot that its request gave up while waiting for it; guarded by turn
}

func newLimiter(n int, window time.Duration, clock Clock) *limiter {
	l := &limiter{window: window, clock: clock, turn: make(chan struct{}, 1), slots: make(chan time.Time, n)}
	for range n {
		l.slots <- time.Time{}
	}
	return l
}

// take waits for a slot, or for the end of the context.
func (l *limiter) take(ctx context.Context) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	select {
	case l.turn <- struct{}{}:
		defer func() { <-l.turn }()
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
		l.kept = &free
		return ctx.Err()
	}
}

func (l *limiter) nextSlot(ctx context.Context) (time.Time, error) {
	if l.kept != nil {
		free := *l.kept
		l.kept = nil
		return free, nil
	}
	select {
	case free := <-l.slots:
		return free, nil
	case <-ctx.Done():
		return time.Time{}, ctx.Err()
	}
}

// giveBack returns a slot that was taken, when the answer has arrived.
func (l *limiter) giveBack() { l.slots <- l.clock.Now().Add(l.window) }

// giveBackUnused returns a slot for which nothing was sent.
func (l *limiter) giveBackUnused() { l.slots <- l.clock.Now() }
