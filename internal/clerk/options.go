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

	productionRateLimit = 1000
	defaultRateLimit    = 100
	// rateWindow is the window in which Clerk counts requests.
	rateWindow = 10 * time.Second
)

// Option changes how New builds a client.
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
	}
	if keys.SecretKeyEnvironment(secretKey) == keys.Production {
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

// WithURL sends the requests to another address than Clerk's, with or without /v1 at its end. Only https is accepted,
// and http for a loopback host, because the secret key travels with every request.
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

// WithAPIVersion asks Clerk for another version of the API than APIVersion.
func WithAPIVersion(version string) Option {
	return func(s *settings) error {
		if !isHeaderText(version) {
			return errors.New("the API version is empty or not plain text")
		}
		s.apiVersion = version
		return nil
	}
}

// WithUserAgent names the program in every request.
func WithUserAgent(userAgent string) Option {
	return func(s *settings) error {
		if !isHeaderText(userAgent) {
			return errors.New("the user agent is empty or not plain text")
		}
		s.userAgent = userAgent
		return nil
	}
}

// WithTransport replaces the HTTP transport at the end of the chain.
func WithTransport(transport http.RoundTripper) Option {
	return func(s *settings) error {
		if transport == nil {
			return errors.New("the transport is nil")
		}
		s.transport = transport
		return nil
	}
}

// WithClock replaces the system's clock. Waits between retries keep real time.
func WithClock(clock Clock) Option {
	return func(s *settings) error {
		if clock == nil {
			return errors.New("the clock is nil")
		}
		s.clock = clock
		return nil
	}
}

// WithMaxRetries bounds how often one request is sent again; 0 turns retries off. The default is 4.
func WithMaxRetries(n int) Option {
	return func(s *settings) error {
		if n < 0 {
			return fmt.Errorf("the number of retries must not be negative, it is %d", n)
		}
		s.maxRetries = n
		return nil
	}
}

// WithRetryWait sets the waits between two attempts: they begin at from and double up to to, each with jitter. What
// Clerk asks for in Retry-After comes before that. The default is 500 ms to 10 s.
func WithRetryWait(from, to time.Duration) Option {
	return func(s *settings) error {
		if from < 0 || to < from {
			return fmt.Errorf("the waits between attempts must rise from 0 or more, they are %s and %s", from, to)
		}
		s.retryWaitMin, s.retryWaitMax = from, to
		return nil
	}
}

// WithRequestTimeout bounds one attempt, from its sending to the end of its answer. The default is 30 s.
func WithRequestTimeout(d time.Duration) Option {
	return func(s *settings) error {
		if d <= 0 {
			return fmt.Errorf("the request timeout must be positive, it is %s", d)
		}
		s.requestTimeout = d
		return nil
	}
}

// WithRateLimit sets how many requests are sent in any 10 s. The default is Clerk's limit for the kind of key: 1000 for
// sk_live_, otherwise 100.
func WithRateLimit(requests int) Option {
	return func(s *settings) error {
		if requests < 1 {
			return fmt.Errorf("the rate limit must be at least 1 request per 10 s, it is %d", requests)
		}
		s.rateLimit = requests
		return nil
	}
}

// WithIndividualReads makes ReadUser send one request for every user.
func WithIndividualReads() Option {
	return func(s *settings) error {
		s.individualReads = true
		return nil
	}
}

// WithLogger has every attempt logged, without bodies, query values or the secret key.
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
