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
