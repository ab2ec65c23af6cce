package clerk

import (
	"context"
	"errors"
	"net/http"
	"sync"
	"time"
)

// pauses delays requests to an endpoint that answered 429. Clerk limits each endpoint separately, and refuses all
// requests until the time in Retry-After has passed.
type pauses struct {
	clock   Clock
	longest time.Duration // a longer pause fails the requests

	mu    sync.Mutex
	until map[string]time.Time
}

func newPauses(clock Clock, longest time.Duration) *pauses {
	return &pauses{clock: clock, longest: longest, until: map[string]time.Time{}}
}

// errTooLong ends a request that would have to wait for longer than the longest pause.
var errTooLong = errors.New("the wait is too long")

// endpoint returns the key under which Clerk counts a request: the operation, or the path if Clerk counts for each
// user.
func endpoint(req *http.Request) string {
	op := callOf(req.Context()).operation
	if op.budgetPerUser {
		return req.Method + " " + req.URL.Path
	}
	return op.String()
}

// start starts a pause if the answer has the status 429 and a header Retry-After.
func (p *pauses) start(endpoint string, resp *http.Response) {
	if resp == nil || resp.StatusCode != http.StatusTooManyRequests {
		return
	}
	requested, ok := retryAfter(resp.Header, p.clock.Now())
	if !ok {
		return
	}
	until := p.clock.Now().Add(requested)
	p.mu.Lock()
	defer p.mu.Unlock()
	if until.After(p.until[endpoint]) {
		p.until[endpoint] = until
	}
}

// left returns the rest of the pause of an endpoint.
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

// wait returns at the end of the pause, or when the context ends. A random delay prevents that all requests continue at
// the same time. A pause that is too long, such as that of an hourly limit, is an error.
func (p *pauses) wait(ctx context.Context, endpoint string) error {
	for {
		left := p.left(endpoint)
		switch {
		case left <= 0:
			return nil
		case left > p.longest:
			return errTooLong
		}
		select {
		case <-p.clock.After(left + jitter(pauseJitter)):
		case <-ctx.Done():
			return ctx.Err()
		}
	}
}

const pauseJitter = 200 * time.Millisecond

// OrganizationInvitationsLimited returns a *RateLimitError while Clerk accepts no invitations to organizations for
// longer than the client waits, and InvitationsLimited does so for invitations to the instance. They send nothing.
func (c *Client) OrganizationInvitationsLimited() error {
	return c.limited(createOrganizationInvitation)
}

// InvitationsLimited is described at OrganizationInvitationsLimited.
func (c *Client) InvitationsLimited() error { return c.limited(createInvitation) }

func (c *Client) limited(op operation) error {
	if c.pauses.left(op.String()) <= c.pauses.longest {
		return nil
	}
	return c.rateLimitError(op.String(), &call{operation: op})
}
