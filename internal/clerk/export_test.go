package clerk

import "time"

// WithRetryWait lets tests retry without waiting.
func WithRetryWait(from, to time.Duration) Option {
	return func(s *settings) error {
		s.retryWaitMin, s.retryWaitMax = from, to
		return nil
	}
}

// MaxAnswer is the largest answer that is read, in bytes.
const MaxAnswer = maxAnswer

// ParseItems exposes the parser of refusals to its fuzz test.
var ParseItems = parseItems
