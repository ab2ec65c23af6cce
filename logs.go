package main

import (
	"io"
	"regexp"
)

// quoted finds what a log line quotes.
var quoted = regexp.MustCompile(`"(?:[^"\\\n]|\\.)*"?`)

// unquoted writes the lines of the standard logger without what they quote. net/http logs, with %q, what a server sends
// behind an answer. That can repeat a request with its credentials, and the CLI keeps it in its log.
type unquoted struct{ to io.Writer }

// Write implements io.Writer.
func (u unquoted) Write(line []byte) (int, error) {
	if _, err := u.to.Write(quoted.ReplaceAll(line, []byte(`"…"`))); err != nil {
		return 0, err
	}
	return len(line), nil
}
