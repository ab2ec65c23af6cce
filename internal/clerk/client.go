package clerk

import (
	"net/http"
	"net/url"
	"time"

	"github.com/hashicorp/go-retryablehttp"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/batch"
)

// APIVersion is the version of the Backend API that this client is written for.
const APIVersion = "2026-05-12"

// DefaultURL is where Clerk serves the Backend API.
const DefaultURL = "https://api.clerk.com"

// Client sends requests to the Backend API of one Clerk instance. It is safe for concurrent use.
type Client struct {
	baseURL *url.URL
	// Functions, so that printing a Client cannot print the secret key.
	header      func() http.Header
	redactionOf func(operation, []byte) *redaction

	retry      *retryablehttp.Client
	maxRetries int
	backoff    backoff
	clock      Clock

	finders map[UserKey]*batch.Coalescer[string, found]
	reader  *userReader // nil when users are read one by one
	keys    *signingKeys
}

// New returns a client that authenticates with secretKey. Without options it talks to Clerk itself, at the pace that
// Clerk grants the kind of key. The error says which option is wrong; it never holds the key.
func New(secretKey string, options ...Option) (*Client, error) {
	s, err := newSettings(secretKey, options)
	if err != nil {
		return nil, err
	}

	// A request passes these pieces from the last to the first; parsing, the outermost, is in request.go.
	var transport http.RoundTripper = s.transport
	transport = &exchange{next: transport, timeout: s.requestTimeout, clock: s.clock, large: make(chan struct{}, 1)}
	transport = &logging{next: transport, logger: s.logger, clock: s.clock}
	transport = &rateLimit{
		next:    transport,
		limiter: newLimiter(s.rateLimit, rateWindow, s.clock),
		pauses:  newPauses(s.clock),
	}
	wait := backoff{min: s.retryWaitMin, max: s.retryWaitMax}
	retry := newRetry(transport, s.maxRetries, wait)

	c := &Client{
		baseURL:     s.baseURL,
		header:      s.header,
		redactionOf: s.redactionOf,
		retry:       retry,
		maxRetries:  s.maxRetries,
		backoff:     wait,
		clock:       s.clock,
		keys:        newSigningKeys(),
	}
	c.finders = newFinders(c)
	if !s.individualReads {
		c.reader = newUserReader(c)
	}
	return c, nil
}

// Clock tells the time to the rate limit, to the log and to the search for a user whose creation went unanswered.
type Clock interface {
	Now() time.Time
	After(d time.Duration) <-chan time.Time
}

type systemClock struct{}

func (systemClock) Now() time.Time                         { return time.Now() }
func (systemClock) After(d time.Duration) <-chan time.Time { return time.After(d) }
