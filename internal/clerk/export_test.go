package clerk

// MaxAnswer is the largest answer that is read, in bytes.
const MaxAnswer = maxAnswer

// ParseItems exposes the parser of refusals to its fuzz test.
var ParseItems = parseItems
