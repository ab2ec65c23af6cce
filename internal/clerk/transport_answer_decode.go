package clerk

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"mime"
	"strings"
)

// DecodeError reports an answer that is not the expected JSON. It describes the body and never includes it, because the
// body can contain secrets.
type DecodeError struct {
	Operation   string
	Status      int
	ContentType string
	Length      int // in bytes; 0 for an answer that was too large to read
	// HTML reports that the body looks like a web page, such as the login page of a proxy.
	HTML bool
	Err  error
}

func newDecodeError(op operation, a *answer, err error) *DecodeError {
	if wrong := (*json.UnmarshalTypeError)(nil); errors.As(err, &wrong) && strings.HasPrefix(wrong.Value, "number ") {
		wrong.Value = "number" // without the digits, which come from the body
	}
	return &DecodeError{
		Operation:   op.String(),
		Status:      a.status,
		ContentType: sanitizeText(a.header.Get("Content-Type"), maxName),
		Length:      len(a.body),
		HTML:        looksLikeHTML(a),
		Err:         a.secrets.decodeError(err),
	}
}

func looksLikeHTML(a *answer) bool {
	if kind, _, err := mime.ParseMediaType(a.header.Get("Content-Type")); err == nil && kind == "text/html" {
		return true
	}
	return bytes.HasPrefix(bytes.TrimSpace(a.body), []byte("<"))
}

// Error implements error.
func (e *DecodeError) Error() string {
	return fmt.Sprintf("%s: %s: %s", e.Operation, statusText(e.Status), e.description())
}

func (e *DecodeError) description() string {
	kind := "without a content type"
	if e.ContentType != "" {
		kind = fmt.Sprintf("of type %q", e.ContentType)
	}
	text := fmt.Sprintf("the answer (%d bytes %s) is not what Clerk's API sends", e.Length, kind)
	if e.HTML {
		return text + "; it looks like a web page, as from a proxy or a wrong API URL"
	}
	return fmt.Sprintf("%s: %v", text, e.Err)
}

// Unwrap returns the cause.
func (e *DecodeError) Unwrap() error { return e.Err }
