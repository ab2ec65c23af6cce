package clerk

import (
	"net/http"
	"net/url"
	"time"

	"github.com/hashicorp/go-retryablehttp"
)

// APIVersion is the version of the Backend API that this client implements.
const APIVersion = "2026-05-12"

// DefaultURL is the address of Clerk's Backend API.
const DefaultURL = "https://api.clerk.com"

// Client sends requests to the Backend API of one Clerk instance. It is safe for concurrent use.
type Client struct {
	baseURL *url.URL
	// Functions instead of values, so that printing a Client cannot print the secret key.
	header      func() http.Header
	redactionOf func(operation, []byte) *redaction

	retry      *retryablehttp.Client
	maxRetries int
	backoff    backoff
	clock      Clock
	pauses     *pauses

	finders finders
	reader  *userReader // nil if users are read one by one
	keys    *signingKeys
	// collections are all lists with objects that are read together. The others are fields with the same collections.
	collections []interface {
		invalidate(op operation, ids []string)
	}
	organizations *collection[Organization]
	memberships   *collection[OrganizationMembership]
	invitations   *collection[Invitation]

	organizationInvitations *collection[OrganizationInvitation]

	roles       *collection[OrganizationRole]
	permissions *collection[OrganizationPermission]
	allowlist   *IdentifierList
	blocklist   *IdentifierList
	creating    *turns
	recent      *recent
}

// New returns a client that authenticates with secretKey. By default it sends requests to DefaultURL and respects
// Clerk's rate limit for the kind of key. The error names the invalid option and never contains the key.
func New(secretKey string, options ...Option) (*Client, error) {
	s, err := newSettings(secretKey, options)
	if err != nil {
		return nil, err
	}

	// Each request passes these round trippers from the last one to the first one.
	var transport http.RoundTripper = s.transport
	transport = &exchange{next: transport, timeout: s.requestTimeout, clock: s.clock, large: make(chan struct{}, 1)}
	transport = &logging{next: transport, logger: s.logger, clock: s.clock}
	pauses := newPauses(s.clock, s.longestPause)
	transport = &rateLimit{
		next:    transport,
		limiter: newLimiter(s.rateLimit, rateWindow, s.clock),
		pauses:  pauses,
	}
	wait := backoff{min: s.retryWaitMin, max: s.retryWaitMax, longest: s.longestPause}
	retry := newRetry(transport, s.maxRetries, wait)

	c := &Client{
		baseURL:     s.baseURL,
		header:      s.header,
		redactionOf: s.redactionOf,
		retry:       retry,
		maxRetries:  s.maxRetries,
		backoff:     wait,
		clock:       s.clock,
		pauses:      pauses,
		keys:        newSigningKeys(),
		creating:    &turns{byName: map[string]chan struct{}{}},
		recent:      &recent{clock: s.clock, created: map[string]time.Time{}},
	}
	c.finders = newFinders(c.findBatch)
	c.organizations = newOrganizations(c)
	c.memberships = newMemberships(c)
	c.invitations = newInvitations(c)
	c.organizationInvitations = newOrganizationInvitations(c)
	c.roles, c.permissions = newRoles(c), newPermissions(c)
	c.allowlist, c.blocklist = newAllowlist(c), newBlocklist(c)
	if !s.individualReads {
		c.reader = newUserReader(c)
	}
	return c, nil
}

// Clock is the time source of the rate limit, the log and the search for a user after an unanswered create.
type Clock interface {
	Now() time.Time
	After(d time.Duration) <-chan time.Time
}

type systemClock struct{}

func (systemClock) Now() time.Time                         { return time.Now() }
func (systemClock) After(d time.Duration) <-chan time.Time { return time.After(d) }
