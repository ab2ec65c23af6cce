package clerk

import (
	"context"
	"net/http"
	"sync"
	"time"
)

// pauses keeps requests back from an endpoint that has answered 429, until it takes requests again: Clerk blocks
// endpoint by endpoint, and each request sent meanwhile would be refused as well.
type pauses struct {
	clock Clock

	mu    sync.Mutex
	until map[string]time.Time
}

func newPauses(clock Clock) *pauses { return &pauses{clock: clock, until: map[string]time.Time{}} }

// endpoint is what Clerk counts together: an operation, of one user where each user has a budget.
func endpoint(req *http.Request) string {
	op := callOf(req.Context()).operation
	if op.budgetPerUser {
		return req.Method + " " + req.URL.Path
	}
	return op.String()
}

// heed begins a pause if the answer asks for one.
func (p *pauses) heed(endpoint string, resp *http.Response) {
	if resp == nil || resp.StatusCode != http.StatusTooManyRequests {
		return
	}
	asked, ok := retryAfter(resp.Header, p.clock.Now())
	if !ok {
		return
	}
	until := p.clock.Now().Add(min(asked, maxRetryWait))
	p.mu.Lock()
	defer p.mu.Unlock()
	if until.After(p.until[endpoint]) {
		p.until[endpoint] = until
	}
}

// left returns how long the endpoint is still paused.
func (p *pauses) left(endpoint string) time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	until, paused := p.until[endpoint]
	left := until.Sub(p.clock.Now())
	if paused && left <= 0 {
		delete(p.until, endpoint)
	}
	return left
}

// wait returns when the endpoint takes requests, or when the context ends. Each waits a little longer on their own, so
// that not all come back at the same moment.
func (p *pauses) wait(ctx context.Context, endpoint string) error {
	for {
		left := p.left(endpoint)
		if left <= 0 {
			return nil
		}
		select {
		case <-p.clock.After(left + jitter(pauseJitter)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

const pauseJitter = 200 * time.Millisecond
