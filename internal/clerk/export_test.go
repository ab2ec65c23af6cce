package clerk

// MaxObject and MaxList are the largest answers that are read, in bytes.
const (
	MaxObject = maxObject
	MaxList   = maxList
)

// ParseItems exposes the parser of refusals to its fuzz test.
var ParseItems = parseItems

// RetryAfter exposes the parser of waits to its fuzz test.
var RetryAfter = retryAfter

// NewTransport exposes the HTTP transport, so that a test can dial another machine.
var NewTransport = newTransport

// Bodies, OpenParams and KnownCodes expose what is declared about secrets.
var (
	Bodies     = bodies
	OpenParams = openParams
	KnownCodes = knownCodes
)

// Redacted returns a text without the secrets.
func Redacted(text string, secrets ...string) string { return newRedaction(secrets).text(text) }
