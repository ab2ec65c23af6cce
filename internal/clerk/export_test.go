package clerk

// MaxObject and MaxList are the maximum sizes of answers, in bytes.
const (
	MaxObject = maxObject
	MaxList   = maxList
)

// ParseItems exposes the parser of errors to its fuzz test.
var ParseItems = parseItems

// RetryAfter exposes the parser of the header to its fuzz test.
var RetryAfter = retryAfter

// NewTransport exposes the HTTP transport, so that a test can dial another machine.
var NewTransport = newTransport

// Bodies, OpenParams and KnownCodes expose the lists of the redaction.
var (
	Bodies     = bodies
	OpenParams = openParams
	KnownCodes = knownCodes
)

// Redacted returns the text without the secrets.
func Redacted(text string, secrets ...string) string { return newRedaction(secrets).text(text) }
