package clerk

import (
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/clerk-users/terraform-provider-clerk/internal/clerk/keys"
)

const (
	defaultMaxRetries     = 4
	defaultRequestTimeout = 30 * time.Second

	defaultLongestPause = time.Minute

	productionRateLimit = 1000
	defaultRateLimit    = 100
	// rateWindow is the time window of Clerk's rate limits.
	rateWindow = 10 * time.Second
)

// Option is a setting of a client for New.
type Option func(*settings) error

type settings struct {
	secretKey      string
	baseURL        *url.URL
	apiVersion     string
	userAgent      string
	transport      http.RoundTripper
	clock          Clock
	logger         Logger
	maxRetries     int
	retryWaitMin   time.Duration
	retryWaitMax   time.Duration
	requestTimeout time.Duration
	rateLimit      int
	longestPause   time.Duration

	individualReads bool
}

func newSettings(secretKey string, options []Option) (*settings, error) {
	if err := checkSecretKey(secretKey); err != nil {
		return nil, err
	}
	s := &settings{
		secretKey:      secretKey,
		apiVersion:     APIVersion,
		userAgent:      "terraform-provider-clerk",
		clock:          systemClock{},
		logger:         discardLogger{},
		maxRetries:     defaultMaxRetries,
		retryWaitMin:   500 * time.Millisecond,
		retryWaitMax:   10 * time.Second,
		requestTimeout: defaultRequestTimeout,
		rateLimit:      defaultRateLimit,
		longestPause:   defaultLongestPause,
	}
	if keys.PrefixEnvironment(secretKey) == keys.Production {
		s.rateLimit = productionRateLimit
	}
	for _, option := range append([]Option{WithURL(DefaultURL)}, options...) {
		if err := option(s); err != nil {
			return nil, err
		}
	}
	if s.transport == nil {
		s.transport = newTransport(s.baseURL)
	}
	return s, nil
}

func checkSecretKey(key string) error {
	if key == "" {
		return errors.New("the secret key is empty")
	}
	if strings.ContainsFunc(key, func(r rune) bool { return r <= ' ' || r > '~' }) {
		return errors.New("the secret key contains a space, a line break or another character that is not allowed in a key")
	}
	return nil
}

func (s *settings) header() http.Header {
	return http.Header{
		"Authorization":     {"Bearer " + s.secretKey},
		"Clerk-Api-Version": {s.apiVersion},
		"User-Agent":        {s.userAgent},
		"Accept":            {"application/json"},
	}
}

// WithURL sets the URL of the API, with or without /v1 at its end. It must use https, or http for a loopback host,
// because every request contains the secret key.
func WithURL(address string) Option {
	return func(s *settings) error {
		u, err := parseBaseURL(address)
		if err != nil {
			return fmt.Errorf("the API URL %w", err)
		}
		s.baseURL = u
		return nil
	}
}

// WithAPIVersion requests another version of the API than APIVersion.
func WithAPIVersion(version string) Option {
	return func(s *settings) error {
		if !isHeaderText(version) {
			return errors.New("the API version is empty or not plain text")
		}
		s.apiVersion = version
		return nil
	}
}

// WithUserAgent sets the header User-Agent.
func WithUserAgent(userAgent string) Option {
	return func(s *settings) error {
		if !isHeaderText(userAgent) {
			return errors.New("the user agent is empty or not plain text")
		}
		s.userAgent = userAgent
		return nil
	}
}

// WithTransport replaces the HTTP transport, which is the last step of each request.
func WithTransport(transport http.RoundTripper) Option {
	return func(s *settings) error {
		if transport == nil {
			return errors.New("the transport is nil")
		}
		s.transport = transport
		return nil
	}
}

// WithClock replaces the system clock. Waits between retries still use real time.
func WithClock(clock Clock) Option {
	return func(s *settings) error {
		if clock == nil {
			return errors.New("the clock is nil")
		}
		s.clock = clock
		return nil
	}
}

// WithMaxRetries limits the retries of one request; 0 disables retries. The default is 4.
func WithMaxRetries(n int) Option {
	return func(s *settings) error {
		if n < 0 {
			return fmt.Errorf("the number of retries must not be negative, it is %d", n)
		}
		s.maxRetries = n
		return nil
	}
}

// WithRetryWait sets the waits between two attempts. They double from the value of from up to the value of to, with
// jitter. A header Retry-After takes precedence. The default is 500 ms to 10 s.
func WithRetryWait(from, to time.Duration) Option {
	return func(s *settings) error {
		if from < 0 || to < from {
			return fmt.Errorf("the waits between attempts must rise from 0 or more, they are %s and %s", from, to)
		}
		s.retryWaitMin, s.retryWaitMax = from, to
		return nil
	}
}

// WithRequestTimeout limits the time of one attempt, until the answer is complete. The default is 30 s.
func WithRequestTimeout(d time.Duration) Option {
	return func(s *settings) error {
		if d <= 0 {
			return fmt.Errorf("the request timeout must be positive, it is %s", d)
		}
		s.requestTimeout = d
		return nil
	}
}

// WithRateLimit sets the number of requests in 10 s. The default is Clerk's limit: 1000 for a production key, otherwise
// 100.
func WithRateLimit(requests int) Option {
	return func(s *settings) error {
		if requests < 1 {
			return fmt.Errorf("the rate limit must be at least 1 request per 10 s, it is %d", requests)
		}
		s.rateLimit = requests
		return nil
	}
}

// WithLongestPause sets the longest wait for the end of a rate limit. A request that would have to wait longer fails
// with a *RateLimitError. The default is one minute. Clerk's limits of invitations are per hour.
func WithLongestPause(d time.Duration) Option {
	return func(s *settings) error {
		if d <= 0 {
			return fmt.Errorf("the longest pause must be positive, it is %s", d)
		}
		s.longestPause = d
		return nil
	}
}

// WithIndividualReads makes ReadUser send one request for each user.
func WithIndividualReads() Option {
	return func(s *settings) error {
		s.individualReads = true
		return nil
	}
}

// WithLogger logs every attempt, without bodies, query values or the secret key.
func WithLogger(logger Logger) Option {
	return func(s *settings) error {
		if logger == nil {
			return errors.New("the logger is nil")
		}
		s.logger = logger
		return nil
	}
}

func isHeaderText(text string) bool {
	return strings.TrimSpace(text) != "" && !strings.ContainsFunc(text, func(r rune) bool { return r < ' ' || r > '~' })
}
