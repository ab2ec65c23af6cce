package clerk

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"net/http"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

const (
	redactionMark = "[secret]" // replaces a secret
	// unescapings is the number of nested escapes that are decoded.
	unescapings = 4
	// maxRedacted limits the length of the searched texts, in bytes. Clerk's texts are shorter.
	maxRedacted = 64 << 10
)

// redaction removes the secrets of one request from all texts of its answer and from the errors of net/http. exchange
// applies it before other code reads these texts. It finds a secret in upper and lower case, in base64, and with
// escapes of JSON, Go, URLs and HTML.
type redaction struct {
	secrets [][]byte // folded
}

func newRedaction(secrets []string) *redaction {
	r := &redaction{}
	for _, secret := range secrets {
		// A secret can itself contain escapes, so its unescaped forms are searched for as well.
		for _, spelled := range spellings([]byte(secret)) {
			text := folded(spelled.text)
			known := slices.ContainsFunc(r.secrets, func(s []byte) bool { return bytes.Equal(s, text) })
			if len(text) >= shortestCode && !known {
				r.secrets = append(r.secrets, text)
			}
		}
	}
	return r
}

// text returns the text without secrets.
func (r *redaction) text(text string) string {
	if len(text) > maxRedacted {
		return redactionMark
	}
	hidden := make([]bool, len(text))
	found := false
	for _, spelled := range spellings([]byte(text)) {
		found = r.mark(spelled, hidden) || found
		found = r.markBase64(spelled, hidden) || found
	}
	if !found {
		return text
	}
	var b strings.Builder
	for i := range len(text) {
		switch {
		case !hidden[i]:
			b.WriteByte(text[i])
		case i == 0 || !hidden[i-1]:
			b.WriteString(redactionMark)
		}
	}
	return b.String()
}

// mark marks the bytes of each secret in hidden, and reports whether it found any.
func (r *redaction) mark(t spelling, hidden []bool) bool {
	found := false
	text := folded(t.text)
	for _, secret := range r.secrets {
		for from := 0; ; {
			at := bytes.Index(text[from:], secret)
			if at < 0 {
				break
			}
			found = true
			from += at + 1
			hide(hidden[t.begin[from-1]:t.end[from-2+len(secret)]])
		}
	}
	return found
}

// inBase64 matches text that can be base64 of six bytes or more.
var inBase64 = regexp.MustCompile(`[A-Za-z0-9+/_-]{8,}=*`)

// markBase64 marks base64 that contains a secret. The base64 can start at any of the first four characters of a match.
func (r *redaction) markBase64(t spelling, hidden []bool) bool {
	found := false
	for _, at := range inBase64.FindAllIndex(t.text, -1) {
		encoded := alphabets.Replace(string(t.text[at[0]:at[1]]))
		for from := range 4 {
			decoded, _ := base64.RawStdEncoding.DecodeString(encoded[from:]) // the text before an error is used
			texts := []spelling{unchanged(decoded)}
			if utf8.Valid(decoded) { // otherwise the offset is wrong and the text is random
				texts = spellings(decoded)
			}
			for _, text := range texts {
				if r.mark(text, make([]bool, len(decoded))) {
					found = true
					hide(hidden[t.begin[at[0]]:t.end[at[1]-1]])
				}
			}
		}
	}
	return found
}

// alphabets changes URL-safe base64 to standard base64.
var alphabets = strings.NewReplacer("-", "+", "_", "/", "=", "")

// folded returns the text in lower case, with spaces instead of tabs and line ends. The length stays the same.
func folded(text []byte) []byte {
	to := bytes.Clone(text)
	for i := 0; i < len(text); {
		r, n := utf8.DecodeRune(text[i:])
		if r == '\n' || r == '\r' || r == '\t' {
			r = ' '
		}
		if lower := unicode.ToLower(r); utf8.RuneLen(lower) == n && r != utf8.RuneError {
			utf8.EncodeRune(to[i:], lower)
		}
		i += n
	}
	return to
}

func hide(hidden []bool) {
	for i := range hidden {
		hidden[i] = true
	}
}

// jsonText matches JSON strings. A colon after a key is part of the match.
var jsonText = regexp.MustCompile(`"(?:[^"\\]|\\.)*"(\s*:)?`)

// errorBody returns the body of an error without secrets. It keeps keys and known codes, so that the error can still be
// decoded.
func (r *redaction) errorBody(body []byte) []byte {
	if !json.Valid(body) {
		return body // it is not decoded either
	}
	return jsonText.ReplaceAllFunc(body, func(literal []byte) []byte {
		var text string
		// Unmarshal fails for a key, because of its colon.
		if json.Unmarshal(literal, &text) != nil || slices.Contains(knownCodes, text) {
			return literal
		}
		redacted := r.text(text)
		if redacted == text {
			return literal
		}
		encoded, err := json.Marshal(redacted)
		if err != nil {
			return []byte(`"` + redactionMark + `"`)
		}
		return encoded
	})
}

// header returns a copy of the header without secrets.
func (r *redaction) header(header http.Header) http.Header {
	header = header.Clone()
	for _, values := range header {
		for i := range values {
			values[i] = r.text(values[i])
		}
	}
	return header
}

// quoted matches text in the quotes of %q.
var quoted = regexp.MustCompile(`"(?:[^"\\]|\\.)*"?`)

// networkError returns an error of net/http without secrets. net/http quotes the invalid line of an answer. This line
// can contain a part of a secret, so the quoted text is removed. Before the connection is open, there is no answer.
func (r *redaction) networkError(err error) error {
	text := err.Error()
	if !neverArrived(err) {
		text = quoted.ReplaceAllString(text, `"…"`)
	}
	return r.reworded(err, text)
}

// decodeError returns an error about the content of an answer without secrets.
func (r *redaction) decodeError(err error) error { return r.reworded(err, err.Error()) }

func (r *redaction) reworded(err error, text string) error {
	if text = sanitizeText(r.text(text), maxMessage); text == err.Error() {
		return err
	}
	return &redactedError{text, err}
}

type redactedError struct {
	text  string
	cause error
}

func (e *redactedError) Error() string { return e.text }
func (e *redactedError) Unwrap() error { return e.cause }
