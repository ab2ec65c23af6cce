package clerk

import (
	"bytes"
	"encoding/base64"
	"encoding/json"
	"iter"
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
			begin, end := t.span(from-1, from-2+len(secret))
			hide(hidden[begin:end])
		}
	}
	return found
}

// isIn reports whether a decoded text contains a secret.
func (r *redaction) isIn(decoded []byte) bool {
	texts := []spelling{{text: decoded}}
	if utf8.Valid(decoded) { // otherwise the offset is wrong and the text is random
		texts = spellings(decoded)
	}
	return slices.ContainsFunc(texts, func(t spelling) bool {
		text := folded(t.text)
		return slices.ContainsFunc(r.secrets, func(secret []byte) bool { return bytes.Contains(text, secret) })
	})
}

// markBase64 marks base64 that contains a secret. The base64 can start at any of the first four characters of a match.
func (r *redaction) markBase64(t spelling, hidden []bool) bool {
	found := false
	for begin, end := range base64Runs(t.text) {
		encoded := standardBase64(t.text[begin:end])
		decoded := make([]byte, base64.RawStdEncoding.DecodedLen(len(encoded)))
		for from := range 4 {
			n, _ := base64.RawStdEncoding.Decode(decoded, encoded[from:]) // the text before an error is used
			if r.isIn(decoded[:n]) {
				found = true
				first, last := t.span(begin, end-1)
				hide(hidden[first:last])
				break
			}
		}
	}
	return found
}

// shortestBase64 is the length of the shortest text that is decoded from base64.
const shortestBase64 = 8

// base64Runs returns the begin and the end of each text that can be base64, with its padding.
func base64Runs(text []byte) iter.Seq2[int, int] {
	return func(yield func(int, int) bool) {
		for i := 0; i < len(text); {
			begin := i
			for i < len(text) && isBase64(text[i]) {
				i++
			}
			isLong := i-begin >= shortestBase64
			for i < len(text) && isLong && text[i] == '=' {
				i++
			}
			if isLong && !yield(begin, i) {
				return
			}
			if i == begin {
				i++
			}
		}
	}
}

func isBase64(b byte) bool { return isAlphanumeric(b) || strings.IndexByte("+/-_", b) >= 0 }

// standardBase64 changes URL-safe base64 to standard base64, without padding.
func standardBase64(text []byte) []byte {
	return bytes.Map(func(r rune) rune {
		switch r {
		case '-':
			return '+'
		case '_':
			return '/'
		case '=':
			return -1
		}
		return r
	}, text)
}

// folded returns the text in lower case, with spaces instead of tabs and line ends. The length stays the same.
func folded(text []byte) []byte {
	to := bytes.Clone(text)
	for i := 0; i < len(text); {
		switch b := text[i]; {
		case 'A' <= b && b <= 'Z':
			to[i] = b + 'a' - 'A'
		case b == '\n' || b == '\r' || b == '\t':
			to[i] = ' '
		case b >= utf8.RuneSelf:
			r, n := utf8.DecodeRune(text[i:])
			if lower := unicode.ToLower(r); utf8.RuneLen(lower) == n && r != utf8.RuneError {
				utf8.EncodeRune(to[i:], lower)
			}
			i += n
			continue
		}
		i++
	}
	return to
}

func hide(hidden []bool) {
	for i := range hidden {
		hidden[i] = true
	}
}

// errorBody returns the body of an error without secrets. It keeps keys and known codes, so that the error can still be
// decoded.
func (r *redaction) errorBody(body []byte) []byte {
	if !json.Valid(body) {
		return body // it is not decoded either
	}
	redacted := make([]byte, 0, len(body))
	for {
		begin := bytes.IndexByte(body, '"')
		if begin < 0 {
			return append(redacted, body...)
		}
		end := begin + 1
		for ; body[end] != '"'; end++ {
			if body[end] == '\\' {
				end++
			}
		}
		end++
		redacted = append(redacted, body[:begin]...)
		if isKey := bytes.HasPrefix(bytes.TrimLeft(body[end:], " \t\r\n"), []byte(":")); isKey {
			redacted = append(redacted, body[begin:end]...)
		} else {
			redacted = append(redacted, r.jsonText(body[begin:end])...)
		}
		body = body[end:]
	}
}

// jsonText returns a JSON string without secrets.
func (r *redaction) jsonText(literal []byte) []byte {
	var text string
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
